import type { ReactNode } from 'react';

/** Small drawn signs, so that a state is never told by its colour alone. */
const paths = {
  pencil: 'M2.5 9.5 8.7 3.300l1.5 1.5-6.2 6.2-2 .5zM8 4l1.5 1.5',
  alert: 'M6 1.8 11 10.500H1zM6 5v2.600M6 9.100v.1',
  clock: 'M6 1.300a4.7 4.7 0 1 0 0 9.4 4.7 4.7 0 0 0 0-9.400M6 3.500V6l1.8 1.2',
  turn: 'M10 6a4 4 0 1 1-1.3-2.950M10.2 1.300v2.200H8',
  pause: 'M4.2 2.500v7M7.8 2.500v7',
  send: 'M1.5 6h8.500M6.8 2.6 10.2 6 6.8 9.4',
  question: 'M3.9 4.200a2.1 2.1 0 1 1 3.2 1.800c-.8.5-1.1.9-1.1 1.700M6 9.800v.1',
  dots: 'M2.5 6v.05M6 6v.05M9.5 6v.05',
  check: 'M2.2 6.4 4.9 9l5-6',
  cross: 'M3 3l6 6M9 3l-6 6',
  elsewhere: 'M3.5 8.5 8.7 3.300M4.5 3h4.500v4.5',
  minus: 'M2.5 6h7',
  inbox: 'M1.8 6.8 3.2 2.200h5.600l1.4 4.600v3H1.800zM1.8 6.800h2.600l.6 1.200h2l.6-1.200h2.6',
  paper: 'M3 1.500h4l2.2 2.200v6.800H3zM5 6h2.500M5 8h2.5',
  lens: 'M5 1.800a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.600M7.4 7.500l3 3',
  back: 'M4.2 2.5 1.7 5l2.5 2.500M1.9 5h5a3 3 0 0 1 0 5.500H5',
  flag: 'M2.8 1.500v9.500M2.8 2.200h6l-1.5 2 1.5 2h-6',
  steady: 'M6 3.800a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4',
  plug: 'M4 1.500v2.500M8 1.500v2.500M2.8 4h6.400v1.500a3.2 3.2 0 0 1-6.4 0zM6 8.700V11',
  disk: 'M2 2h6.500L10 3.500V10H2zM4 2v2.500h3.500V2M4 10V7h4v3',
} as const;

export type SignName = keyof typeof paths;

export function Sign({ name, size = 12 }: { name: SignName; size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
