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
    setNotices(before => withNotice(before, notice));
  }, []);
  const dismiss = useCallback((id: string) => {
    setNotices(before => before.filter(notice => notice.id !== id));
  }, []);
  return { notices, notify, dismiss };
}

/** A success is news until the next notice, and a notice that is shown already moves to the top. */
function withNotice(before: NoticeWithId[], notice: Notice): NoticeWithId[] {
  const kept = before.filter(({ type, text }) => type !== 'success' && text !== notice.text);
  return [{ ...notice, id: String(Number(before[0]?.id ?? 0) + 1) }, ...kept].slice(0, MAX_NOTICES);
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
  return <Flashbar items={items} stackItems i18nStrings={STACK_TEXTS} />;
}

const STACK_TEXTS: FlashbarProps.I18nStrings = {
  ariaLabel: 'Notifications',
  notificationBarText: 'Notifications',
  notificationBarAriaLabel: 'View all notifications',
  errorIconAriaLabel: 'Error',
  warningIconAriaLabel: 'Warning',
  successIconAriaLabel: 'Success',
  infoIconAriaLabel: 'Information',
  inProgressIconAriaLabel: 'In progress',
};
