import { join } from 'node:path';

export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  platform: string;
  home: string;
}

/** Where data lies unless `--data` names another folder: `NARU_DATA`, or as the platform has it. */
export function defaultDataFolder({ env, platform, home }: Surroundings): string {
  const named = env['NARU_DATA'];
  if (named !== undefined && named !== '') return named;
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Naru');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Naru');
  const dataHome = env['XDG_DATA_HOME'];
  // The XDG specification passes over a relative path.
  return dataHome?.startsWith('/') === true
    ? join(dataHome, 'naru')
    : join(home, '.local', 'share', 'naru');
}
