import { Component, type ReactNode } from 'react';
import { useSay } from './text/say.js';
import { Nothing } from './frame/nothing.js';

/** A fault of the pages themselves is told, instead of leaving an empty window. */
export class FaultBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Fault /> : this.props.children;
  }
}

function Fault() {
  const { t } = useSay();
  return <Nothing what={t('problem.fault')} />;
}
