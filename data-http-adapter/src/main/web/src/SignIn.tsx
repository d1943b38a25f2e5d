import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';

/** The content of the page for a user who is not signed in. */
export function SignIn({ reason, signIn }: { reason: string | undefined; signIn: (() => void) | undefined }) {
  return (
    <Container header={<Header variant="h1">Sign in to Data Account</Header>}>
      <SpaceBetween size="l">
        {reason !== undefined && (
          <div role="alert">
            <Alert type={signIn ? 'warning' : 'error'}>{reason}</Alert>
          </div>
        )}
        {signIn && (
          <>
            <Box variant="p">
              Your organisation&apos;s sign-in page opens. After you sign in, this page opens again.
            </Box>
            <Button variant="primary" onClick={signIn}>
              Sign in
            </Button>
          </>
        )}
      </SpaceBetween>
    </Container>
  );
}
