import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { startText } from './text/i18n.js';
import './style/mantine.css';
import './style/page.css';
import './style/parts.css';
import './style/table.css';
import './style/dark.css';
import './style/print.css';

startText();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
