import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Place } from '../browse/place';
import { queueOf, type Target } from './uploadTargets';

// The engine and its styles are loaded when somebody first uploads.
const UploadPanel = lazy(async () => ({ default: (await import('../upload/UploadPanel')).UploadPanel }));

interface UploadSectionProps {
  target: Target;
  /** Where the reader is. */
  at: Place;
  onHide: () => void;
  onUploaded: () => void;
}

/** Where files are dropped. It stays in the page when hidden or left for another place, so that uploads go on. */
export function UploadSection({ target, at, onHide, onUploaded }: UploadSectionProps) {
  const { place, asked, visible } = target;
  const here = at.kind === 'folder' && queueOf(at) === queueOf(place);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asked > 0) {
      section.current?.focus();
    }
  }, [asked]);
  const { usecase, bucket } = place;
  const { prefix } = here ? at : place;
  const title = here ? 'Upload' : `Upload to ${bucket}`;
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={here ? 'heading upload-section' : 'heading upload-section upload-elsewhere'}
      aria-label={title}
      hidden={!visible}
    >
      <Container
        header={
          <Header
            variant="h2"
            actions={<Button iconName="close" variant="icon" ariaLabel="Hide the uploads" onClick={onHide} />}
          >
            {title}
          </Header>
        }
      >
        <Suspense fallback={<Spinner />}>
          <UploadPanel usecase={usecase} bucket={bucket} prefix={prefix} receiving={here} onUploaded={onUploaded} />
        </Suspense>
      </Container>
    </section>
  );
}
