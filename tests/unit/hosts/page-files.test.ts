import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pageFile } from '../../../main/page/page-files.ts';

const folder = resolve('/srv/page');

describe('files of the page', () => {
  test.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/assets/index-1a2b.js', 'assets/index-1a2b.js'],
    ['/assets/../naru.svg', 'naru.svg'],
    ['/%EB%82%98%EB%A3%A8.svg', '나루.svg'],
  ])('%s names %s', (pathname, name) => {
    expect(pageFile(folder, pathname)?.path).toBe(resolve(folder, name));
  });

  test.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/assets/../../secret.html',
    '/../page-other/index.html',
    '/..\\secret.html',
    '/%5c..%5csecret.html',
    '/C:/secret.html',
    '/index.html%00.js',
    '/index.html::$DATA',
    '/%',
    '/%ff.html',
    'index.html',
    '',
    '/.',
    '/..',
    '/assets',
    '/assets/',
    '/index.ts',
    '/.env',
    '/naru.db',
  ])('%s names nothing', (pathname) => {
    expect(pageFile(folder, pathname)).toBeNull();
  });

  test('a slash too many stays inside the folder', () => {
    expect(pageFile(folder, '//etc/x.html')).toBeNull();
  });

  test('only assets, whose names carry a digest, are kept by the browser', () => {
    expect(pageFile(folder, '/assets/a-1.css')?.cacheControl).toContain('immutable');
    expect(pageFile(folder, '/index.html')?.cacheControl).toBe('no-store');
    expect(pageFile(folder, '/assets/../index.html')?.cacheControl).toBe('no-store');
  });
});
