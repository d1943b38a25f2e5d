import CollectionPreferences from '@cloudscape-design/components/collection-preferences';

interface PageSizeDialogProps {
  sizes: readonly number[];
  size: number;
  setPageSize: (size: number) => void;
}

/** Lets the user choose how many entries a page has. */
export default function PageSizeDialog({ sizes, size, setPageSize }: PageSizeDialogProps) {
  return (
    <CollectionPreferences
      title="Preferences"
      confirmLabel="Confirm"
      cancelLabel="Cancel"
      closeAriaLabel="Close the preferences"
      preferences={{ pageSize: size }}
      pageSizePreference={{
        title: 'Entries on a page',
        options: sizes.map(value => ({ value, label: `${value.toLocaleString('en')} entries` })),
      }}
      onConfirm={({ detail }) => {
        setPageSize(detail.pageSize ?? size);
      }}
    />
  );
}
