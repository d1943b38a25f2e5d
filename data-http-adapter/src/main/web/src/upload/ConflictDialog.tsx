import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import Pagination from '@cloudscape-design/components/pagination';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { fileCount, formatNumber, humanSize } from '../services/format';
import type { Choice, Conflict } from './conflicts';

const PAGE = 10;

const CHOICES: readonly { value: Choice; label: string; description: string }[] = [
  { value: 'skip', label: 'Skip', description: 'Keeps the files in the bucket. These files are not uploaded.' },
  {
    value: 'replace',
    label: 'Replace',
    description: 'Replaces the files in the bucket. In a bucket without versioning the old ones are lost.',
  },
  { value: 'both', label: 'Keep both', description: 'Gives the new files another name, such as "photo (1).jpg".' },
];

interface ConflictDialogProps {
  readonly conflicts: readonly Conflict[];
  /** Called with undefined if the user cancels the upload of these files. */
  readonly onDecide: (choice: ((conflict: Conflict) => Choice) | undefined) => void;
}

/** Asks what to do with files whose name is taken. The user chooses for all files at once, or for each. */
export function ConflictDialog({ conflicts, onDecide }: ConflictDialogProps) {
  const [choiceForAll, setChoiceForAll] = useState<Choice>('skip');
  const [choices, setChoices] = useState<ReadonlyMap<Conflict, Choice>>(new Map());
  const cancel = () => {
    onDecide(undefined);
  };
  return (
    <Modal
      visible
      size="large"
      header={
        conflicts.length === 1 ? 'A file of this name exists already' : `${fileCount(conflicts.length)} exist already`
      }
      closeAriaLabel="Close without uploading"
      onDismiss={cancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={cancel}>
              Do not upload
            </Button>
            <Button
              variant="primary"
              onClick={() => {
                onDecide(conflict => choices.get(conflict) ?? choiceForAll);
              }}
            >
              Continue
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <FormField label="What to do with them" stretch>
          <RadioGroup
            value={choiceForAll}
            items={[...CHOICES]}
            onChange={({ detail }) => {
              setChoiceForAll(detail.value as Choice);
              setChoices(new Map());
            }}
          />
        </FormField>
        <ConflictTable
          conflicts={conflicts}
          choice={conflict => choices.get(conflict) ?? choiceForAll}
          onChoose={(conflict, choice) => {
            setChoices(new Map(choices).set(conflict, choice));
          }}
        />
      </SpaceBetween>
    </Modal>
  );
}

interface ConflictTableProps {
  readonly conflicts: readonly Conflict[];
  readonly choice: (conflict: Conflict) => Choice;
  readonly onChoose: (conflict: Conflict, choice: Choice) => void;
}

function ConflictTable({ conflicts, choice, onChoose }: ConflictTableProps) {
  const [page, setPage] = useState(1);
  const pages = Math.ceil(conflicts.length / PAGE);
  return (
    <Table
      variant="embedded"
      items={conflicts.slice((page - 1) * PAGE, page * PAGE)}
      trackBy={({ item }) => String(item.id)}
      ariaLabels={{ tableLabel: 'Files whose name is taken' }}
      columnDefinitions={[
        { id: 'path', header: 'File', cell: ({ item }) => item.path, isRowHeader: true },
        { id: 'new', header: 'New', cell: ({ item }) => humanSize(item.size) },
        { id: 'old', header: 'In the bucket', cell: stored },
        {
          id: 'choice',
          header: 'What to do',
          cell: conflict => (
            <Select
              expandToViewport
              ariaLabel={`What to do with ${conflict.item.path}`}
              options={[...CHOICES]}
              selectedOption={CHOICES.find(({ value }) => value === choice(conflict)) ?? null}
              onChange={({ detail }) => {
                onChoose(conflict, detail.selectedOption.value as Choice);
              }}
            />
          ),
        },
      ]}
      pagination={
        pages > 1 && (
          <Pagination
            currentPageIndex={page}
            pagesCount={pages}
            ariaLabels={{ paginationLabel: `${formatNumber(pages)} pages of files` }}
            onChange={({ detail }) => {
              setPage(detail.currentPageIndex);
            }}
          />
        )
      }
    />
  );
}

function stored({ stored }: Conflict): string {
  return stored ? `${humanSize(stored.size)}, ${new Date(stored.modified).toLocaleString()}` : 'chosen twice';
}
