import { createTheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { newQueryClient } from './api/queries.js';
import { FaultBoundary } from './fault-boundary.js';
import { FirstScreen } from './first-screen/first-screen.js';
import { Nothing } from './first-screen/nothing.js';
import { useSay } from './text/say.js';
import { isPeriod } from './unit/period-choices.js';
import { useView } from './view.js';

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
    <MantineProvider theme={theme} forceColorScheme="light">
      <QueryClientProvider client={client}>
        <BrowserRouter>
          <Routes>
            <Route path="/u/:unit/:period" element={<UnitPage />} />
            <Route path="*" element={<NoSuchPage />} />
          </Routes>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function UnitPage() {
  const { unit, period } = useView();
  const { t } = useSay();
  if (!isPeriod(period)) return <Nothing what={t('problem.noSuchPeriod', { period })} />;
  return (
    <FaultBoundary key={`${unit}/${period}`}>
      <FirstScreen unit={unit} period={period} />
    </FaultBoundary>
  );
}

function NoSuchPage() {
  const { t } = useSay();
  return <Nothing what={t('problem.notFound')} />;
}
