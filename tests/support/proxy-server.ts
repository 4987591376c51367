import net from 'node:net';
import { once } from 'node:events';

/** A proxy of the test's own that speaks CONNECT and SOCKS 5, and keeps what it was asked. */
export interface ProxyServer {
  readonly port: number;
  /** In order, e.g. `CONNECT localhost:443` or `SOCKS localhost:443`. */
  readonly asked: string[];
  /** The heads of the CONNECT requests as they came. */
  readonly heads: string[];
  /** What was carried away from here to the far side. */
  carried(): Buffer;
  close(): Promise<void>;
}

export interface ProxyConduct {
  /** Answers CONNECT with this status instead of a way. */
  refuse?: string;
  /** Wanted name and password. */
  credentials?: { user: string; password: string };
  /** Takes connections and never answers. */
  silent?: boolean;
  /** Where names lead, whatever the system's own answer. */
  names?: Readonly<Record<string, string>>;
}

export async function startProxy(conduct: ProxyConduct = {}): Promise<ProxyServer> {
  const asked: string[] = [];
  const heads: string[] = [];
  const carried: Buffer[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    if (conduct.silent === true) return;
    socket.once('data', (first) => {
      if (first[0] === 5) void socks(socket, first);
      else connect(socket, first);
    });
  });

  function join(socket: net.Socket, host: string, port: number, ready: () => void): void {
    const far = net.connect({ host: conduct.names?.[host] ?? host, port });
    sockets.add(far);
    far.on('error', () => socket.destroy());
    far.on('connect', () => {
      ready();
      socket.on('data', (chunk) => carried.push(chunk));
      socket.pipe(far);
      far.pipe(socket);
    });
  }

  function connect(socket: net.Socket, first: Buffer): void {
    const head = first.toString('latin1');
    heads.push(head);
    const [, host = '', port = ''] = /^CONNECT (.+):(\d+) HTTP\/1\.1\r\n/.exec(head) ?? [];
    asked.push(`CONNECT ${host}:${port}`);
    const { credentials } = conduct;
    const wanted =
      credentials &&
      `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
    if (wanted !== undefined && !head.includes(`Proxy-Authorization: ${wanted}\r\n`)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    if (conduct.refuse !== undefined) {
      socket.end(`HTTP/1.1 ${conduct.refuse}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const plain = host.replace(/^\[(.*)\]$/, '$1');
    join(socket, plain, Number(port), () => socket.write('HTTP/1.1 200 Established\r\n\r\n'));
  }

  async function socks(socket: net.Socket, greeting: Buffer): Promise<void> {
    const { credentials } = conduct;
    const method = credentials === undefined ? 0 : 2;
    if (!greeting.subarray(2).includes(method)) {
      socket.end(Buffer.of(5, 255));
      return;
    }
    socket.write(Buffer.of(5, method));
    if (credentials !== undefined) {
      const said = await next(socket);
      const user = said.subarray(2, 2 + (said[1] ?? 0)).toString();
      const password = said.subarray(3 + (said[1] ?? 0)).toString();
      const isRight = user === credentials.user && password === credentials.password;
      socket.write(Buffer.of(1, isRight ? 0 : 1));
      if (!isRight) return;
    }
    const request = await next(socket);
    const kind = request[3];
    const host =
      kind === 1
        ? request.subarray(4, 8).join('.')
        : request.subarray(5, 5 + (request[4] ?? 0)).toString();
    const port = request.readUInt16BE(request.length - 2);
    asked.push(`SOCKS ${host}:${port}`);
    if (conduct.refuse !== undefined) {
      socket.end(Buffer.of(5, Number(conduct.refuse), 0, 1, 0, 0, 0, 0, 0, 0));
      return;
    }
    join(socket, host, port, () => socket.write(Buffer.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0)));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    asked,
    heads,
    carried: () => Buffer.concat(carried),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function next(socket: net.Socket): Promise<Buffer> {
  return new Promise((resolve) => {
    socket.once('data', resolve);
  });
}
