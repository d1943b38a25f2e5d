import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { fileCount } from '../services/format';
import type { Picked } from './item';
import { fromDrop, fromInput } from './picking';

interface DropZoneProps {
  readonly target: string;
  readonly disabled: boolean;
  readonly onPicked: (picked: readonly Picked[]) => void;
}

export function DropZone({ target, disabled, onPicked }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const [unreadable, setUnreadable] = useState(0);
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    folderInput.current?.setAttribute('webkitdirectory', '');
  }, []);

  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) {
      const dropped = await fromDrop(event.dataTransfer);
      setUnreadable(dropped.unreadable);
      onPicked(dropped.picked);
    }
  };
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const picked = fromInput(event.target.files ?? []);
    event.target.value = ''; // so that the same files can be picked again
    setUnreadable(0);
    onPicked(picked);
  };

  return (
    <div
      className={over ? 'upload-drop upload-drop-over' : 'upload-drop'}
      data-testid="upload-drop"
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={event => void drop(event)}
    >
      <SpaceBetween size="xs" alignItems="center">
        <Box variant="p">{`Drop files or folders here to upload them to ${target}`}</Box>
        <SpaceBetween size="xs" direction="horizontal">
          <Button iconName="file" disabled={disabled} onClick={() => fileInput.current?.click()}>
            Choose files
          </Button>
          <Button iconName="folder" disabled={disabled} onClick={() => folderInput.current?.click()}>
            Choose a folder
          </Button>
        </SpaceBetween>
        {unreadable > 0 && (
          <Box color="text-status-error">
            {`${fileCount(unreadable)} or folders could not be read and are left out. Check your rights to them.`}
          </Box>
        )}
      </SpaceBetween>
      <input
        ref={fileInput}
        type="file"
        multiple
        hidden
        disabled={disabled}
        aria-label="Files to upload"
        data-testid="upload-files"
        onChange={pick}
      />
      <input
        ref={folderInput}
        type="file"
        multiple
        hidden
        disabled={disabled}
        aria-label="Folder to upload"
        data-testid="upload-folder"
        onChange={pick}
      />
    </div>
  );
}
