import Input, { type InputProps } from '@cloudscape-design/components/input';
import { useEffect, useRef } from 'react';

/**
 * The input that a dialog begins with. The dialog first takes the focus to its own close button, noting from where, so
 * that it can give the focus back; only then is it led here.
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
