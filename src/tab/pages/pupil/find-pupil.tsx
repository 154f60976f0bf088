import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Field, Input, Link } from '@fluentui/react-components';
import type { PupilsFound } from '../../../tab-api/models.ts';
import { AskFault } from '../../api.ts';
import { goTo, hrefOf } from '../../place.ts';
import { useSession } from '../../session.ts';
import { faultWords } from '../../words.ts';
import { pupilWords } from '../pupil-words.ts';

type Answer = PupilsFound | AskFault | undefined;

function Found({ answer }: { answer: Answer }): ReactNode {
  if (answer instanceof AskFault) return <p className="find-none">{answer.words ?? faultWords[answer.kind]}</p>;
  if (answer?.kind === 'none') return <p className="find-none">{answer.words}</p>;
  if (answer?.kind !== 'choice') return null;
  return (
    <>
      <p>{answer.question}</p>
      <ul className="plain-list find-list">
        {answer.pupils.map(({ id, name, about }) => (
          <li key={id}>
            <Link href={hrefOf({ page: 'pupil', of: id })}>{name}</Link>
            <span className="quiet">{about}</span>
          </li>
        ))}
      </ul>
      {answer.more !== '' && <p className="quiet">{answer.more}</p>}
    </>
  );
}

/** The name goes to the server and nowhere else: not in the address, and in nothing the browser keeps. */
export function FindPupil(): ReactNode {
  const { api } = useSession();
  const [name, setName] = useState('');
  const [lacks, setLacks] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  const find = async (): Promise<void> => {
    setLooking(true);
    try {
      const found = await api.send<PupilsFound>('POST', 'pupils/find', { q: name });
      setAnswer(found);
      // Nobody stays in sight under a name that is not theirs.
      goTo(found.kind === 'one' ? { page: 'pupil', of: found.pupil.id } : { page: 'pupil' });
    } catch (fault) {
      setAnswer(fault instanceof AskFault ? fault : new AskFault('fault'));
    } finally {
      setLooking(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setLacks(name.trim() === '');
    if (name.trim() !== '' && !isLooking) void find();
  };
  return (
    <search className="find">
      <form onSubmit={submit} autoComplete="off" className="find-form">
        <Field
          label={pupilWords.name}
          hint={pupilWords.hint}
          className="find-field"
          {...(lacks && { validationMessage: pupilWords.fill })}
        >
          <Input value={name} onChange={(_, { value }) => setName(value)} spellCheck={false} maxLength={200} />
        </Field>
        <Button type="submit" appearance="primary">
          {isLooking ? pupilWords.looking : pupilWords.find}
        </Button>
      </form>
      <div aria-live="polite">
        <Found answer={answer} />
      </div>
    </search>
  );
}
