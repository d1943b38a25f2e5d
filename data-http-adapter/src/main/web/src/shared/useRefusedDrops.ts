import { useEffect } from 'react';

/**
 * Keeps the browser from opening files that are dropped outside a drop zone, which would leave the page.
 *
 * @param onRefused is called for each such drop
 */
export function useRefusedDrops(onRefused: () => void): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      // a drop zone has prevented the default before
      if (!event.defaultPrevented && event.dataTransfer?.types.includes('Files')) {
        event.preventDefault();
        if (event.type === 'drop') {
          onRefused();
        }
      }
    };
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, [onRefused]);
}
