import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import DateRangePicker, { type DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { pluralize } from '../services/format';
import { ACTIONS, type AuditFields, checkPeriod } from './auditFilter';

interface AuditFilterFormProps {
  fields: AuditFields;
  onChange: (fields: AuditFields) => void;
  onApply: (fields: AuditFields) => void;
  onClear: () => void;
}

/** The filters of the audit log: period, user and action. A period applies at once, because its picker asks already. */
export default function AuditFilterForm({ fields, onChange, onApply, onClear }: AuditFilterFormProps) {
  return (
    <form
      aria-label="Filters of the audit log"
      onSubmit={event => {
        event.preventDefault();
        onApply(fields);
      }}
    >
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button formAction="none" onClick={onClear}>
                  Clear filters
                </Button>
                <Button>Apply filters</Button>
              </SpaceBetween>
            }
          >
            Filters
          </Header>
        }
      >
        <ColumnLayout columns={3}>
          <FormField label="Period" description="In the time zone of this browser.">
            <DateRangePicker
              value={fields.period}
              relativeOptions={PERIODS}
              isValidRange={checkPeriod}
              placeholder="All events"
              i18nStrings={PERIOD_TEXTS}
              onChange={({ detail }) => {
                onApply({ ...fields, period: detail.value });
              }}
            />
          </FormField>
          <FormField label="User" description="The exact id of the user who made the calls.">
            <Input
              value={fields.actor}
              placeholder="All users"
              spellcheck={false}
              onChange={({ detail }) => {
                onChange({ ...fields, actor: detail.value });
              }}
            />
          </FormField>
          <FormField label="Action" description="The exact name of an action.">
            <Autosuggest
              value={fields.action}
              options={ACTIONS.map(value => ({ value }))}
              placeholder="All actions"
              enteredTextLabel={value => `Use: "${value}"`}
              empty="No matches"
              onChange={({ detail }) => {
                onChange({ ...fields, action: detail.value });
              }}
              onSelect={({ detail }) => {
                onApply({ ...fields, action: detail.value });
              }}
            />
          </FormField>
        </ColumnLayout>
      </Container>
    </form>
  );
}

const PERIODS: DateRangePickerProps.RelativeOption[] = [
  { key: 'hour', amount: 1, unit: 'hour', type: 'relative' },
  { key: 'day', amount: 1, unit: 'day', type: 'relative' },
  { key: 'week', amount: 7, unit: 'day', type: 'relative' },
  { key: 'month', amount: 30, unit: 'day', type: 'relative' },
];

const PERIOD_TEXTS: DateRangePickerProps.I18nStrings = {
  formatRelativeRange: ({ amount, unit }) => `Last ${amount === 1 ? unit : pluralize(amount, unit)}`,
  formatUnit: (unit, value) => (value === 1 ? unit : `${unit}s`),
  relativeModeTitle: 'Last period',
  absoluteModeTitle: 'From and to',
};
