/**
 * Of the one `<style>` that React Aria's usePress puts into the page (touch-action); a build
 * test computes it from the installed version.
 */
export const pressStyleHash = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/**
 * What the page may do, the same in every host: nothing but its own files and its own engine.
 * `sockets` names WebSocket addresses for browsers in which `'self'` does not cover them.
 */
export function contentSecurityPolicy(sockets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${pressStyleHash}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...sockets].join(' '),
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    // Nobody makes a policy by which text could become markup or script after all.
    "trusted-types 'none'",
  ].join('; ');
}
