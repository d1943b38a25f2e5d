import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { fileCount } from '../services/format';
import { pickedFromDrop, pickedFromInput } from './pickedFiles';
import type { PickedFile } from './uploadItem';

interface DropZoneProps {
  readonly target: string;
  readonly disabled: boolean;
  readonly onPicked: (pickedFiles: readonly PickedFile[]) => void;
}

export function DropZone({ target, disabled, onPicked }: DropZoneProps) {
  const [draggedOver, setDraggedOver] = useState(false);
  const [unreadable, setUnreadable] = useState(0);
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    folderInput.current?.setAttribute('webkitdirectory', '');
  }, []);

  const dropFiles = async (event: DragEvent) => {
    event.preventDefault();
    setDraggedOver(false);
    if (!disabled) {
      const dropped = await pickedFromDrop(event.dataTransfer);
      setUnreadable(dropped.unreadable);
      onPicked(dropped.picked);
    }
  };
  const pickFiles = (event: ChangeEvent<HTMLInputElement>) => {
    const pickedFiles = pickedFromInput(event.target.files ?? []);
    event.target.value = ''; // lets the user choose the same files again
    setUnreadable(0);
    onPicked(pickedFiles);
  };

  return (
    <div
      className={draggedOver ? 'upload-drop upload-drop-over' : 'upload-drop'}
      data-testid="upload-drop"
      onDragOver={event => {
        event.preventDefault();
        setDraggedOver(true);
      }}
      onDragLeave={() => {
        setDraggedOver(false);
      }}
      onDrop={event => void dropFiles(event)}
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
        onChange={pickFiles}
      />
      <input
        ref={folderInput}
        type="file"
        multiple
        hidden
        disabled={disabled}
        aria-label="Folder to upload"
        data-testid="upload-folder"
        onChange={pickFiles}
      />
    </div>
  );
}
