import { createTheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState, type ReactNode } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { newQueryClient } from './api/queries.js';
import { FaultBoundary } from './fault-boundary.js';
import { FirstScreen } from './first-screen/first-screen.js';
import { PageFrame } from './frame/page-frame.js';
import { Nothing } from './frame/nothing.js';
import { OVERVIEW, page, PAGES } from './pages.js';
import { useSay } from './text/say.js';
import { isPeriod } from './unit/period-choices.js';
import { useView } from './view.js';

const Wall = page(() => import('./wall/wall.js').then((wall) => wall.Wall));

const theme = createTheme({
  fontFamily: "Inter, 'Segoe UI', system-ui, 'Noto Sans', sans-serif",
  primaryColor: 'teal',
  primaryShade: 9,
  cursorType: 'pointer',
  defaultRadius: 6,
});

export function App() {
  const [client] = useState(newQueryClient);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <BrowserRouter>
          <Routes>
            {[{ id: OVERVIEW, path: '', Component: FirstScreen }, ...PAGES].map(({ id, path, Component }) => (
              <Route
                key={path}
                path={`/u/:unit/:period/${path}`}
                element={
                  <OfPeriod>
                    <PageFrame id={id}>
                      <Component />
                    </PageFrame>
                  </OfPeriod>
                }
              />
            ))}
            <Route
              path="/wall/:unit/:period"
              element={
                <OfPeriod>
                  <Wall />
                </OfPeriod>
              }
            />
            <Route path="*" element={<NoSuchPage />} />
          </Routes>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** What stands at a unit's address in a period that can be read. */
function OfPeriod({ children }: { children: ReactNode }) {
  const { unit, period } = useView();
  const { t } = useSay();
  if (!isPeriod(period)) return <Nothing what={t('problem.noSuchPeriod', { period })} />;
  return (
    <FaultBoundary key={`${unit}/${period}`}>
      <Suspense fallback={<p className="loading">{t('app.loading')}</p>}>{children}</Suspense>
    </FaultBoundary>
  );
}

function NoSuchPage() {
  const { t } = useSay();
  return <Nothing what={t('problem.notFound')} />;
}
