import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { AuditView } from '../browse/AuditView';
import { BucketsView } from '../browse/BucketsView';
import { FolderView } from '../browse/FolderView';
import { UsecasesView } from '../browse/UsecasesView';
import { assertNever } from '../services/assertNever';
import { type FolderRoute, hrefOf, type Route } from '../shared/route';
import { UploadSection } from './UploadSection';
import { hideTarget, loadTargets, openTarget, queueOf, saveTargets } from './uploadTargets';

/** The view of the route, below the uploads. The uploads continue while the user navigates. */
export default function DataManagement({ route }: { route: Route }) {
  const [targets, setTargets] = useState(() => loadTargets(window.sessionStorage));
  const [version, setVersion] = useState(0);
  const uploaded = useCallback(() => {
    setVersion(before => before + 1);
  }, []);
  useEffect(() => {
    saveTargets(targets, window.sessionStorage);
  }, [targets]);
  const upload = (folder: FolderRoute) => {
    setTargets(before => openTarget(before, folder));
  };
  return (
    <>
      {targets.map(target => (
        <UploadSection
          key={queueOf(target.route)}
          target={target}
          currentRoute={route}
          onUploaded={uploaded}
          onHide={() => {
            setTargets(before => hideTarget(before, target.route));
          }}
        />
      ))}
      {viewOf(route, version, upload)}
    </>
  );
}

function viewOf(route: Route, version: number, upload: (folder: FolderRoute) => void): ReactNode {
  switch (route.kind) {
    case 'usecases':
      return <UsecasesView />;
    case 'buckets':
      return <BucketsView key={hrefOf(route)} route={route} />;
    case 'folder':
      return (
        <FolderView
          key={hrefOf(route)}
          route={route}
          version={version}
          onUpload={() => {
            upload(route);
          }}
        />
      );
    case 'audit':
      return <AuditView key={hrefOf(route)} route={route} />;
    default:
      return assertNever(route);
  }
}
