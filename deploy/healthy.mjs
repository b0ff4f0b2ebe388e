// The image has no curl: asks this container's own process whether it is ready.
const port = process.env.CHITIEU_PORT ?? '8080';
const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
process.exit(response?.ok ? 0 : 1);
