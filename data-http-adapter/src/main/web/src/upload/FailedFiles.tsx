import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { formatNumber } from '../services/format';
import type { UploadItem } from './uploadItem';

const PAGE = 20;

interface FailedFilesProps {
  readonly items: readonly UploadItem[];
  readonly onRetry: (items: readonly UploadItem[]) => void;
}

/** The files that could not be uploaded, each with the reason. */
export function FailedFiles({ items, onRetry }: FailedFilesProps) {
  const [page, setPage] = useState(1);
  if (items.length === 0) {
    return null;
  }
  const pages = Math.ceil(items.length / PAGE);
  const shown = Math.min(page, pages);
  return (
    <div data-testid="upload-failed">
      <Table
        variant="embedded"
        wrapLines
        trackBy={item => String(item.id)}
        items={items.slice((shown - 1) * PAGE, shown * PAGE)}
        ariaLabels={{ tableLabel: 'Files that were not uploaded' }}
        header={
          <Header
            variant="h3"
            counter={`(${formatNumber(items.length)})`}
            actions={
              <Button
                iconName="refresh"
                onClick={() => {
                  onRetry(items);
                }}
              >
                Retry all
              </Button>
            }
          >
            Not uploaded
          </Header>
        }
        columnDefinitions={[
          { id: 'path', header: 'File', cell: item => item.path, isRowHeader: true },
          { id: 'reason', header: 'Reason', cell: item => item.reason ?? '' },
          {
            id: 'retry',
            header: 'Action',
            cell: item => (
              <Button
                variant="inline-link"
                ariaLabel={`Retry ${item.path}`}
                onClick={() => {
                  onRetry([item]);
                }}
              >
                Retry
              </Button>
            ),
          },
        ]}
        pagination={
          pages > 1 && (
            <Pagination
              currentPageIndex={shown}
              pagesCount={pages}
              onChange={({ detail }) => {
                setPage(detail.currentPageIndex);
              }}
            />
          )
        }
      />
    </div>
  );
}
