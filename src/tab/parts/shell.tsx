import { useEffect, useRef, type ReactNode } from 'react';
import { Link, Text } from '@fluentui/react-components';
import type { Me } from '../../tab-api/models.ts';
import { hrefOf, usePlace, type PageName, type Place } from '../place.ts';
import { useSession } from '../session.ts';
import { pageNames, words } from '../words.ts';

/** Which pages somebody has, first the one they most need. */
export function pagesFor({ partnerships, ownSchools, schools, takesRegisters, seesPupils, imports }: Me): PageName[] {
  const has: Record<PageName, boolean> = {
    today: partnerships.length > 0,
    school: schools.length > 0,
    register: takesRegisters,
    pupil: seesPupils,
    import: imports,
  };
  const order: PageName[] =
    ownSchools.length > 0 && partnerships.length === 0
      ? ['school', 'pupil', 'today', 'register', 'import']
      : ['today', 'register', 'pupil', 'school', 'import'];
  return order.filter((page) => has[page]);
}

interface Shown {
  first: Place;
  page(place: Place): ReactNode;
}

export function Shell({ first, page }: Shown): ReactNode {
  const { me, leave } = useSession();
  const place = usePlace(first);
  const main = useRef<HTMLElement>(null);
  const here = hrefOf(place);
  useEffect(() => {
    document.title = `${pageNames[place.page]} – Keylink`;
    // Where the link that was pressed is gone with its page, the keyboard goes on in the new one.
    if (document.activeElement === document.body) main.current?.focus();
  }, [place.page, here]);
  return (
    <div className="shell">
      <header className="bar">
        <nav aria-label="Pages">
          <ul className="tabs plain-list">
            {pagesFor(me).map((name) => (
              <li key={name}>
                <a href={hrefOf({ page: name })} {...(name === place.page && { 'aria-current': 'page' })}>
                  {pageNames[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {leave && (
          <Text size={200}>
            {me.name}, {me.roles.join(' and ')}.{' '}
            <Link as="button" inline onClick={leave}>
              {words.change}
            </Link>
          </Text>
        )}
      </header>
      <main id="page" ref={main} tabIndex={-1}>
        {page(place)}
      </main>
    </div>
  );
}
