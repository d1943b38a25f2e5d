import Input, { type InputProps } from '@cloudscape-design/components/input';
import { useEffect, useRef } from 'react';

/**
 * The first input of a dialog. The dialog first moves the focus to its close button, and stores which element had it
 * before, to restore it at the end. The input takes the focus in the next frame, after that.
 */
export function AutofocusInput(props: InputProps) {
  const input = useRef<InputProps.Ref>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => {
      cancelAnimationFrame(frame);
    };
  }, []);
  return <Input {...props} ref={input} />;
}
