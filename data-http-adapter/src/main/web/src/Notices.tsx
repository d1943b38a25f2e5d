import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { useCallback, useState } from 'react';
import type { Session, SessionState } from './services/session';
import type { Notice } from './shared/pageContext';

interface NoticeWithId extends Notice {
  id: string;
}

const MAX_NOTICES = 5;

export function useNotices() {
  const [notices, setNotices] = useState<NoticeWithId[]>([]);
  const notify = useCallback((notice: Notice) => {
    setNotices(before => [{ ...notice, id: String(Number(before[0]?.id ?? 0) + 1) }, ...before].slice(0, MAX_NOTICES));
  }, []);
  const dismiss = useCallback((id: string) => {
    setNotices(before => before.filter(notice => notice.id !== id));
  }, []);
  return { notices, notify, dismiss };
}

interface NoticesProps {
  notices: NoticeWithId[];
  dismiss: (id: string) => void;
  session: Session;
  state: SessionState;
}

/** The messages at the top of the page. An expired sign-in is one of them, so the view below stays as it is. */
export function Notices({ notices, dismiss, session, state }: NoticesProps) {
  const items: FlashbarProps.MessageDefinition[] = notices.map(({ id, type, text }) => ({
    id,
    type,
    content: text,
    dismissible: true,
    dismissLabel: 'Dismiss',
    ariaRole: 'status',
    onDismiss: () => {
      dismiss(id);
    },
  }));
  if (state.kind === 'signedIn' && state.expired) {
    items.unshift({
      id: 'expired',
      type: 'warning',
      header: 'Your sign-in is over',
      content: 'Sign in again. This page then opens again.',
      buttonText: 'Sign in again',
      onButtonClick: () => void session.signIn(),
      ariaRole: 'alert',
    });
  }
  return <Flashbar items={items} i18nStrings={{ ariaLabel: 'Notifications' }} />;
}
