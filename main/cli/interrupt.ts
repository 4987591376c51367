/** Aborted when the person or the system asks for an end; asked twice, the process ends at once. */
export function untilInterrupted(): AbortSignal {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (end.signal.aborted) process.exit(130);
      end.abort();
    });
  return end.signal;
}
