import './no-code-from-text.ts';
import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { desktopHost, followHost } from './app/desktop-host.ts';
import { createSession } from './app/session.ts';
import { openBridge } from './bridge.ts';

if (desktopHost !== null) followHost(desktopHost);
const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App session={createSession(openBridge())} />
  </StrictMode>,
);
