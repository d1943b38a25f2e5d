import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { breadcrumbsOf, hrefOf, type Route } from './shared/route';

export function Breadcrumbs({ route, navigate }: { route: Route; navigate: (route: Route) => void }) {
  const items = breadcrumbsOf(route).map(breadcrumb => ({ ...breadcrumb, href: hrefOf(breadcrumb.route) }));
  return (
    <BreadcrumbGroup
      items={items}
      ariaLabel="Place"
      onFollow={event => {
        event.preventDefault();
        navigate(event.detail.item.route);
      }}
    />
  );
}
