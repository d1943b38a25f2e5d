import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Target } from './uploadTargets';

// The engine and its styles are loaded when somebody first uploads.
const UploadPanel = lazy(async () => ({ default: (await import('../upload/UploadPanel')).UploadPanel }));

interface UploadSectionProps {
  target: Target;
  onHide: () => void;
  onUploaded: () => void;
}

/** Where files are dropped. It stays in the page when hidden or left for another place, so that uploads go on. */
export function UploadSection({ target, onHide, onUploaded }: UploadSectionProps) {
  const { place, asked, visible } = target;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asked > 0) {
      section.current?.focus();
    }
  }, [asked]);
  const { usecase, bucket, prefix } = place;
  return (
    <section ref={section} tabIndex={-1} className="heading upload-section" aria-label="Upload" hidden={!visible}>
      <Container
        header={
          <Header
            variant="h2"
            actions={<Button iconName="close" variant="icon" ariaLabel="Hide the uploads" onClick={onHide} />}
          >
            Upload
          </Header>
        }
      >
        <Suspense fallback={<Spinner />}>
          <UploadPanel usecase={usecase} bucket={bucket} prefix={prefix} onUploaded={onUploaded} />
        </Suspense>
      </Container>
    </section>
  );
}
