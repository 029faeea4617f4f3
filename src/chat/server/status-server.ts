import { createServer } from 'node:http';
import { type BoundPort, binding, listen } from './listen.ts';
import { chatMetrics } from './metrics.ts';
import type { ChatServer } from './server.ts';

/**
 * Serves `/healthz` (the process answers), `/readyz` (503 once it drains) and `/metrics` (Prometheus), for those who run
 * the server: in plain HTTP, so it belongs on the loopback address or a private network.
 * @throws AppError what `listen` throws
 */
export async function startStatusServer(server: ChatServer, host: string, port: number): Promise<BoundPort> {
  const metrics = chatMetrics(server);
  const http = createServer((request, response) => {
    const answer = (status: number, body: string, type = 'text/plain; charset=utf-8'): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'GET or HEAD\n');
    switch (request.url?.split('?', 1)[0]) {
      case '/healthz':
        return answer(200, 'ok\n');
      case '/readyz':
        return server.draining ? answer(503, 'draining\n') : answer(200, 'ready\n');
      case '/metrics':
        return void metrics.metrics().then(
          (text) => answer(200, text, metrics.contentType),
          () => answer(500, 'metrics failed\n'),
        );
      default:
        return answer(404, '/healthz /readyz /metrics\n');
    }
  });
  const bound = await listen(binding(http), host, port);
  return {
    ...bound,
    close() {
      const closed = bound.close();
      http.closeAllConnections();
      return closed;
    },
  };
}
