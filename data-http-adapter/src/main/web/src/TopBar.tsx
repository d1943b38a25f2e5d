import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { DENSITIES, THEMES, TIME_ZONES, useAppearance, useTimeZone } from './services/appearance';
import type { Session, SessionState } from './services/session';
import { HOME, type Route } from './shared/route';

interface TopBarProps {
  session: Session;
  state: SessionState;
  navigate: (route: Route) => void;
}

/** The bar at the top: the link to the home page, the appearance menu and the user menu. */
export function TopBar({ session, state, navigate }: TopBarProps) {
  return (
    <TopNavigation
      identity={{
        href: '/',
        title: 'Data Account',
        onFollow: event => {
          event.preventDefault();
          navigate(HOME);
        },
      }}
      utilities={[useAppearanceMenu(), ...userMenu(session, state)]}
    />
  );
}

function useAppearanceMenu(): TopNavigationProps.Utility {
  const appearance = useAppearance();
  const { zone, setZone } = useTimeZone();
  const choice = (id: string, text: string, checked: boolean) => ({ id, text, itemType: 'checkbox', checked }) as const;
  return {
    type: 'menu-dropdown',
    iconName: 'settings',
    ariaLabel: 'Appearance',
    title: 'Appearance',
    items: [
      {
        id: 'theme',
        text: 'Theme',
        items: THEMES.map(theme => choice(theme, THEME_NAMES[theme], appearance.theme === theme)),
      },
      {
        id: 'density',
        text: 'Density',
        items: DENSITIES.map(density => choice(density, DENSITY_NAMES[density], appearance.density === density)),
      },
      {
        id: 'time-zone',
        text: 'Time zone',
        items: TIME_ZONES.map(each => choice(each, TIME_ZONE_NAMES[each], zone === each)),
      },
    ],
    onItemClick: ({ detail }) => {
      const theme = THEMES.find(each => each === detail.id);
      const timeZone = TIME_ZONES.find(each => each === detail.id);
      const density = DENSITIES.find(each => each === detail.id);
      if (theme) {
        appearance.setTheme(theme);
      } else if (density) {
        appearance.setDensity(density);
      } else if (timeZone) {
        setZone(timeZone);
      }
    },
  };
}

function userMenu(session: Session, state: SessionState): TopNavigationProps.Utility[] {
  if (state.kind === 'local') {
    return [
      {
        type: 'menu-dropdown',
        iconName: 'user-profile',
        text: 'Local mode',
        description: 'No login: everybody on this machine may do everything here.',
        items: [],
      },
    ];
  }
  if (state.kind === 'signedOut') {
    return [];
  }
  return [
    {
      type: 'menu-dropdown',
      iconName: 'user-profile',
      text: state.name,
      items: [{ id: 'sign-out', text: 'Sign out' }],
      onItemClick: () => void session.signOut(),
    },
  ];
}

const THEME_NAMES = { auto: 'System default', light: 'Light', dark: 'Dark' };
const TIME_ZONE_NAMES = { local: 'Local time', utc: 'UTC' };
const DENSITY_NAMES = { comfortable: 'Comfortable', compact: 'Compact' };
