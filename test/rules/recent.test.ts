import { createRecent } from '../../src/teams/recent.ts';

const delivery = (activityId: string) => ({ conversationId: 'a:1', activityId });

test('the same delivery is claimed once', () => {
  const recent = createRecent();
  expect(recent.claim(delivery('1'))).not.toBe('acted-on');
  expect(recent.claim(delivery('1'))).toBe('acted-on');
  expect(recent.claim({ ...delivery('1'), conversationId: 'a:2' })).not.toBe('acted-on');
});

test('one that failed is claimed again', async () => {
  const recent = createRecent();
  const claim = recent.claim(delivery('1'));
  if (claim !== 'acted-on') await claim.release();
  expect(recent.claim(delivery('1'))).not.toBe('acted-on');
});

test('the oldest is forgotten first, so that memory stays bounded', () => {
  const recent = createRecent(2);
  for (const id of ['1', '2', '3']) recent.claim(delivery(id));
  expect(recent.claim(delivery('3'))).toBe('acted-on');
  expect(recent.claim(delivery('2'))).toBe('acted-on');
  expect(recent.claim(delivery('1'))).not.toBe('acted-on');
});
