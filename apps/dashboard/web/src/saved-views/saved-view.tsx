import { useState, type FormEvent } from 'react';
import { TextInput } from '@mantine/core';
import { Link } from 'react-router';
import type { SavedViewOnWire } from '@chitieu/contracts';
import { useSay } from '../text/say.js';
import { addressOfView, viewSteps, type DefaultFor } from './queries.js';

export const LONGEST_NAME = 100;

interface SavedViewProps {
  view: SavedViewOnWire;
  step: (step: () => Promise<void>) => void;
  maySetForRoles: boolean;
  onOpen: () => void;
}

export function SavedView({ view, step, maySetForRoles, onOpen }: SavedViewProps) {
  const { t } = useSay();
  const [isRenaming, setRenaming] = useState(false);
  const begins = (whose: DefaultFor, word: string) => (
    <button
      type="button"
      className="quiet"
      aria-pressed={view.defaultFor.includes(whose)}
      title={t('saved-views.beginHow')}
      onClick={() => step(() => viewSteps.begin(view, whose))}
    >
      {view.defaultFor.includes(whose) && <span aria-hidden="true">✓ </span>}
      {word}
    </button>
  );
  return (
    <li data-view={view.id}>
      <Link to={addressOfView(view)} onClick={onOpen}>
        {view.name}
      </Link>{' '}
      <span className="soft">
        {[view.unitName, view.period, view.shared && t('saved-views.sharedMark')].filter(Boolean).join(' · ')}
      </span>
      <p className="line">
        {begins('me', t('saved-views.begin'))}
        {maySetForRoles && view.shared && begins('officer', t('saved-views.roles.officer'))}
        {maySetForRoles && view.shared && begins('operator', t('saved-views.roles.operator'))}
        {view.mine && (
          <button type="button" className="quiet" onClick={() => setRenaming(!isRenaming)}>
            {t('saved-views.rename')}
          </button>
        )}
        {view.mine && (
          <button type="button" className="quiet" onClick={() => step(() => viewSteps.remove(view))}>
            {t('saved-views.remove')}
          </button>
        )}
      </p>
      {isRenaming && (
        <Rename
          view={view}
          onRename={(name) => {
            step(() => viewSteps.rename(view, name));
            setRenaming(false);
          }}
        />
      )}
    </li>
  );
}

function Rename({ view, onRename }: { view: SavedViewOnWire; onRename: (name: string) => void }) {
  const { t } = useSay();
  const [name, setName] = useState(view.name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') onRename(name.trim());
  };
  return (
    <form className="line" onSubmit={submit}>
      <TextInput
        size="xs"
        label={t('saved-views.name')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={LONGEST_NAME}
        required
      />
      <button type="submit" className="quiet">
        {t('saved-views.save')}
      </button>
    </form>
  );
}
