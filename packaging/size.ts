import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listArchive } from './archive.ts';

/** Of one package: how much is our own, of what, and what Electron brings. In bytes. */
export interface SizeReport {
  archive: number;
  besideArchive: number;
  electron: number;
  /** Largest first. */
  parts: { name: string; bytes: number }[];
  /** Largest first. */
  files: { path: string; bytes: number; unpacked: boolean }[];
}

/** What our own part may weigh before somebody has to say why: in bytes. */
export const budget = {
  /** Program, page, fonts and SQLite together, as they lie on disk. */
  own: 20_000_000,
  /** The native binary, the one thing beside the archive. */
  besideArchive: 4_000_000,
  /** A single file: more is a sign that something was bundled by mistake. */
  file: 5_000_000,
} as const;

/** Measures what electron-builder has packed. @param resources the folder with `app.asar` */
export function measure(resources: string, application: string): SizeReport {
  const archive = join(resources, 'app.asar');
  const files = listArchive(archive)
    .map(({ path, bytes, unpacked }) => ({ path, bytes, unpacked }))
    .toSorted((a, b) => b.bytes - a.bytes);
  const parts = new Map<string, number>();
  for (const { path, bytes } of files) {
    const name = partOf(path);
    parts.set(name, (parts.get(name) ?? 0) + bytes);
  }
  const archiveBytes = statSync(archive).size;
  const besideArchive = bytesIn(`${archive}.unpacked`);
  return {
    archive: archiveBytes,
    besideArchive,
    electron: bytesIn(application) - archiveBytes - besideArchive,
    parts: [...parts]
      .map(([name, bytes]) => ({ name, bytes }))
      .toSorted((a, b) => b.bytes - a.bytes),
    files,
  };
}

function partOf(path: string): string {
  if (path.endsWith('.node')) return 'SQLite (native)';
  if (/\.(otf|woff2)$/.test(path)) return 'fonts';
  const [first, second] = path.split('/');
  return first === 'out' || first === 'node_modules' ? `${first}/${second ?? ''}` : 'the rest';
}

function bytesIn(folder: string): number {
  return globSync('**/*', { cwd: folder })
    .map((path) => statSync(join(folder, path)))
    .filter((found) => found.isFile())
    .reduce((sum, { size }) => sum + size, 0);
}

/** Every part that weighs more than it may; empty where all is well. */
export function overBudget(report: SizeReport): string[] {
  const own = report.archive + report.besideArchive;
  return [
    ...(own > budget.own ? [`own part: ${inMegabytes(own)} of ${inMegabytes(budget.own)}`] : []),
    ...(report.besideArchive > budget.besideArchive
      ? [`beside: ${inMegabytes(report.besideArchive)} of ${inMegabytes(budget.besideArchive)}`]
      : []),
    ...report.files
      .filter(({ bytes }) => bytes > budget.file)
      .map(({ path, bytes }) => `${path}: ${inMegabytes(bytes)} of ${inMegabytes(budget.file)}`),
  ];
}

const line = (label: string, bytes: number): string =>
  `  ${label.padEnd(52)} ${inMegabytes(bytes).padStart(10)}`;

/** The report in lines, with the largest files. */
export function reportLines(name: string, report: SizeReport): string[] {
  return [
    name,
    line('archive (app.asar)', report.archive),
    line('beside the archive (app.asar.unpacked)', report.besideArchive),
    line('Electron', report.electron),
    '  of our own part:',
    ...report.parts.map(({ name: part, bytes }) => line(`  ${part}`, bytes)),
    '  largest files:',
    ...report.files
      .slice(0, 10)
      .map(({ path, bytes, unpacked }) => line(`  ${path}${unpacked ? ' (beside)' : ''}`, bytes)),
    line('budget of our own part', budget.own),
  ];
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}

/** Every package in electron-builder's output folder. */
export function findPackages(dist: string): { name: string; resources: string }[] {
  return globSync(['*-unpacked/resources', 'mac*/*.app/Contents/Resources'], { cwd: dist })
    .filter((path) => existsSync(join(dist, path, 'app.asar')))
    .toSorted()
    .map((path) => ({ name: path.split(/[\\/]/)[0] ?? path, resources: join(dist, path) }));
}

// `npm run package:size [FOLDER]`, after `npm run package`.
if (import.meta.main) {
  const dist = process.argv[2] ?? join(import.meta.dirname, '..', 'dist');
  const packages = findPackages(dist);
  if (packages.length === 0) {
    console.error(`No package in ${dist}: run \`npm run package\` first.`);
    process.exitCode = 1;
  }
  for (const { name, resources } of packages) {
    const report = measure(resources, join(dist, name));
    console.log(reportLines(name, report).join('\n'));
    for (const over of overBudget(report)) {
      console.log(`  OVER BUDGET ${over}`);
      process.exitCode = 1;
    }
  }
}
