import { useText } from '../../app/text.tsx';

/** A number that chooses between one and several, and how it is written, for a text with both. */
export function useCounted(): (count: number) => { count: number; n: string } {
  const { format } = useText();
  return (count) => ({ count, n: format.count(count) });
}
