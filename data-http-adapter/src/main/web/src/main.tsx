import '@cloudscape-design/global-styles/index.css';
import { createRoot } from 'react-dom/client';
import Header from '@cloudscape-design/components/header';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(<Header variant="h1">Data Account</Header>);
}
