import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Route } from '../shared/route';
import { queueOf, uploadFolderOf, type UploadTarget } from './uploadTargets';

// The engine and its styles are loaded on the first upload.
const UploadPanel = lazy(async () => ({ default: (await import('../upload/UploadPanel')).UploadPanel }));

interface UploadSectionProps {
  target: UploadTarget;
  currentRoute: Route;
  onHide: () => void;
  onUploaded: () => void;
}

/** The upload panel of one bucket. It stays mounted while it is hidden and after a navigation, so uploads continue. */
export function UploadSection({ target, currentRoute, onHide, onUploaded }: UploadSectionProps) {
  const { route, openCount, visible } = target;
  const folder = uploadFolderOf(currentRoute);
  const here = folder !== undefined && queueOf(folder) === queueOf(route);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (openCount > 0) {
      section.current?.focus();
    }
  }, [openCount]);
  const { usecase, bucket } = route;
  const { prefix } = here ? folder : route;
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
          <UploadPanel usecase={usecase} bucket={bucket} prefix={prefix} acceptsFiles={here} onUploaded={onUploaded} />
        </Suspense>
      </Container>
    </section>
  );
}
