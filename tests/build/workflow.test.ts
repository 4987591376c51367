import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/** The workflow as far as it can be judged without its runners: its structure, and what it asks for. */
const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, '.github/workflows/build.yml'), 'utf8');

const step = z
  .strictObject({
    name: z.string().optional(),
    if: z.string().optional(),
    uses: z.string().optional(),
    with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    run: z.string().optional(),
    shell: z.literal('bash').optional(),
    env: z.record(z.string(), z.string()).optional(),
  })
  .refine(({ uses, run }) => (uses === undefined) !== (run === undefined), {
    error: 'a step uses an action or runs something',
  });
const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.strictObject({
    push: z.strictObject({ branches: z.array(z.string()), tags: z.array(z.string()) }),
    pull_request: z.null(),
  }),
  permissions: z.strictObject({ contents: z.literal('read') }),
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.string() }),
  jobs: z.record(
    z.string(),
    z.strictObject({
      needs: z.string().optional(),
      strategy: z
        .strictObject({
          'fail-fast': z.boolean(),
          matrix: z.strictObject({ include: z.array(z.record(z.string(), z.string())) }),
        })
        .optional(),
      'runs-on': z.string(),
      'timeout-minutes': z.number().int().max(120),
      env: z.record(z.string(), z.string()).optional(),
      steps: z.array(step),
    }),
  ),
});
const workflow = workflowSchema.parse(parse(text));
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const runs = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

describe('the workflow', () => {
  test('asks for no right but to read, also in each job', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(text).not.toMatch(/write-all|: write\b|pull_request_target|workflow_run/);
  });

  test('uses actions at a commit, with the version beside it', () => {
    const used = [...text.matchAll(/uses: (\S+)(.*)/g)];
    expect(used.length).toBeGreaterThan(4);
    for (const [, action, note] of used) {
      expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
      expect(note).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
    for (const { uses, with: given } of steps)
      if (uses?.startsWith('actions/checkout@') === true)
        expect(given?.['persist-credentials']).toBe(false);
  });

  test('lets nothing that others write into a script', () => {
    for (const run of runs)
      for (const [, expression = ''] of run.matchAll(/\$\{\{(.*?)\}\}/g))
        expect(expression.trim()).toMatch(/^matrix\.[a-z]+$/);
  });

  test('gives certificates and keys to single steps, and only for a tag', () => {
    for (const { env = {}, if: condition } of steps)
      for (const [name, value] of Object.entries(env))
        if (value.includes('secrets.'))
          expect(
            condition?.includes('refs/tags/v') === true || value.includes('refs/tags/v'),
            name,
          ).toBe(true);
    for (const job of Object.values(workflow.jobs))
      expect(JSON.stringify(job.env ?? {})).not.toContain('secrets.');
  });

  test('has a certificate for each of the systems that ask for one', () => {
    const { env = {} } = steps.find(({ name }) => name === 'pack') ?? {};
    for (const name of ['CSC_LINK', 'CSC_KEY_PASSWORD', 'WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'])
      expect(env[name]).toContain(`secrets.${name} `);
    // A path, for electron-builder; the secret is the key itself.
    expect(Object.keys(env)).not.toContain('APPLE_API_KEY');
  });

  test('builds for all three, runs all tests, and the story in the packaged program', () => {
    const matrix = workflow.jobs['package']?.strategy?.matrix.include ?? [];
    expect(matrix.map(({ platform }) => platform)).toEqual(['linux', 'win', 'mac']);
    expect(workflow.jobs['package']?.needs).toBe('test');
    expect(runs).toContain('npm test');
    expect(runs).toContain('npm run check');
    expect(runs).toContain('npm run package:size');
    const stories = steps.filter(({ run }) => run?.includes('tests/browser/story.test.ts'));
    expect(stories.map((each) => each.if)).toEqual([
      "matrix.platform == 'linux'",
      "matrix.platform != 'linux'",
    ]);
    for (const { env } of stories)
      expect(env).toMatchObject({ NARU_LAUNCHER: 'desktop', NARU_MUST_RUN: '1' });
  });

  test.each([
    ['false', '', 0, 'electron-builder.yml'],
    ['true', 'CN=Naru, C=KR', 0, 'release.json'],
    ['true', '', 1, null],
  ])(
    'packs (release: %s, publisher: "%s") with who signs it, or not at all',
    (release, publisher, ending, config) => {
      const script = steps.find(({ name }) => name === 'pack')?.run ?? '';
      const folder = mkdtempSync(join(tmpdir(), 'naru-workflow-'));
      try {
        const stand = join(folder, 'npx');
        writeFileSync(
          stand,
          `#!/bin/sh\necho "$@" > "${folder}/asked"\ncat "$APPLE_API_KEY" > "${folder}/key"\n`,
          { mode: 0o755 },
        );
        // As the runner starts it.
        const { status } = spawnSync(
          'bash',
          ['-eo', 'pipefail', '-c', script.replaceAll('${{ matrix.platform }}', 'win')],
          {
            cwd: root,
            env: {
              PATH: `${folder}:${dirname(process.execPath)}:${process.env['PATH']}`,
              RUNNER_TEMP: folder,
              RELEASE: release,
              NARU_WINDOWS_PUBLISHER: publisher,
              NOTARY_KEY: 'PRIVATE KEY',
            },
          },
        );
        expect(status).toBe(ending);
        expect(existsSync(join(folder, 'asked'))).toBe(config !== null);
        // The notary's key lies in a file while it packs, and no longer.
        if (config !== null) expect(readFileSync(join(folder, 'key'), 'utf8')).toBe('PRIVATE KEY');
        expect(existsSync(join(folder, 'notary.p8'))).toBe(false);
        if (config !== null)
          expect(readFileSync(join(folder, 'asked'), 'utf8')).toMatch(
            new RegExp(`^electron-builder --config \\S*${config} --win --publish never`),
          );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  test('signs the metadata and looks at the signatures before it uploads', () => {
    const job = workflow.jobs['package']?.steps ?? [];
    const signing = job.findIndex(({ run }) => run?.includes('--check') === true);
    const uploading = job.findIndex(({ uses }) => uses?.includes('upload-artifact') === true);
    expect(signing).toBeGreaterThan(0);
    expect(uploading).toBeGreaterThan(signing);
    expect(job[uploading]?.with?.['path']).toContain('dist/*.sig');
    expect(job[uploading]?.with?.['if-no-files-found']).toBe('error');
  });

  test('calls only scripts and files that there are', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    for (const run of runs)
      for (const [, script = ''] of run.matchAll(/npm run ([\w:-]+)/g))
        expect(Object.keys(scripts)).toContain(script);
    for (const run of runs)
      for (const [file] of run.matchAll(/tests\/[\w/.-]+/g))
        expect(readFileSync(join(root, file), 'utf8')).not.toBe('');
  });
});
