import { Menu } from '@mantine/core';
import { useNoteLine } from '../notes/note-line.js';
import { useNotes } from '../notes/notes-around.js';
import { notesOnScreen } from '../notes/notes-on-screen.js';
import { useSay } from '../text/say.js';
import { csvOf, type Separator } from './csv.js';
import type { Leaving, Surroundings } from './sheet.js';
import { saveFile } from './save-file.js';
import { tablesOnScreen } from './tables-on-screen.js';

interface LeaveMenuProps {
  around: Surroundings;
  /** Without its ending. */
  fileName: string;
}

/** The ways a page leaves the screen: on paper, as a workbook, as CSV. */
export function LeaveMenu({ around, fileName }: LeaveMenuProps) {
  const { t, language } = useSay();
  const { notes } = useNotes();
  const lineOf = useNoteLine();
  const leaving = (): Leaving => ({ around, sheets: tablesOnScreen(), notes: notesOnScreen(notes).map(lineOf) });
  const asWorkbook = async (): Promise<void> => {
    const { workbookOf } = await import('./workbook.js'); // fetched when somebody wants one
    saveFile(new Blob([await workbookOf(leaving(), language)], { type: WORKBOOK }), `${fileName}.xlsx`);
  };
  const asCsv = (separator: Separator): void =>
    saveFile(new Blob([csvOf(leaving(), separator, language)], { type: 'text/csv' }), `${fileName}.csv`);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className="leave">
          {t('leave.title')} <span aria-hidden="true">▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void asWorkbook()}>{t('leave.workbook')}</Menu.Item>
        <Menu.Item onClick={() => asCsv(';')}>{t('leave.semicolons')}</Menu.Item>
        <Menu.Item onClick={() => asCsv(',')}>{t('leave.commas')}</Menu.Item>
        <Menu.Item onClick={() => setTimeout(() => window.print())}>{t('leave.print')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
