import { useCallback, useEffect, useState } from 'react';
import { BucketsView } from '../browse/BucketsView';
import { FolderView } from '../browse/FolderView';
import { addressOf, type Place } from '../browse/place';
import { UsecasesView } from '../browse/UsecasesView';
import { UploadSection } from './UploadSection';
import { asked, hidden, queueOf, remember, remembered } from './uploadTargets';

/** The page of the data accounts: what is at the place, and the uploads that go on wherever the reader walks. */
export default function DataManagement({ place }: { place: Place }) {
  const [targets, setTargets] = useState(() => remembered(window.sessionStorage));
  const [version, setVersion] = useState(0);
  const uploaded = useCallback(() => {
    setVersion(before => before + 1);
  }, []);
  useEffect(() => {
    remember(targets, window.sessionStorage);
  }, [targets]);
  return (
    <>
      {targets.map(target => (
        <UploadSection
          key={queueOf(target.place)}
          target={target}
          at={place}
          onUploaded={uploaded}
          onHide={() => {
            setTargets(before => hidden(before, target.place));
          }}
        />
      ))}
      {place.kind === 'usecases' && <UsecasesView />}
      {place.kind === 'buckets' && <BucketsView key={addressOf(place)} place={place} />}
      {place.kind === 'folder' && (
        <FolderView
          key={addressOf(place)}
          place={place}
          version={version}
          onUpload={() => {
            setTargets(before => asked(before, place));
          }}
        />
      )}
    </>
  );
}
