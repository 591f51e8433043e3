// A project: what was done, with whom, what came of it, what they would do differently. In: an id. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { useParams } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { Fact, Facts, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Name, Prose } from "../ui/text.js";
import { TopicTags } from "../ui/topic-tags.js";
import { Connections, type NamedLink } from "./connections.js";
import { DiscussButton } from "./discuss-button.js";
import { FlagButton } from "../ui/flag-button.js";
import { FollowButton } from "../ui/follow-button.js";
import { Attachments, DiscussionList, LinkedPanel, Related } from "./linked-list.js";
import { ProjectById } from "./operations.js";
import { RecordFrame } from "./record-frame.js";
import { useRendering } from "./rendering.js";
import type { ProjectShown } from "./shown.js";
import { Sought } from "./sought.js";

/** The page. */
export function ProjectPage() {
  const { id } = useParams({ from: "/projects/$id" });
  const query = useAsk(ProjectById, { id });
  return (
    <Sought query={query} find={({ node }) => (node?.__typename === "Project" ? node : null)}>
      {(project) => <ProjectView key={project.id} project={project} />}
    </Sought>
  );
}

interface ProjectProps {
  readonly project: ProjectShown;
}

function ProjectView({ project }: ProjectProps) {
  const labels = useLabels();
  const rendering = useRendering(project);
  const { id, name, topics, status } = project;
  const outcomes = rendering.prose("outcomes");
  return (
    <RecordFrame
      type="project"
      record={project}
      rendering={rendering}
      kicker={<span className={status === "ACTIVE" ? "pill pill-good" : "pill"}>{labels.projectStatus[status]}</span>}
      actions={
        <>
          <DiscussButton id={id} name={name} topics={topics} />
          <FollowButton id={id} />
        </>
      }
      aside={<ProjectAside project={project} />}
    >
      <Prose {...rendering.prose("description")} />
      {outcomes.text !== null && (
        <Section title={<Trans>What came of it</Trans>}>
          <Prose {...outcomes} />
        </Section>
      )}
      {project.lessons !== null && (
        <Section title={<Trans>What they would do differently</Trans>}>
          <Prose text={project.lessons} language={project.language} />
        </Section>
      )}
      <Attachments items={project.attachments} />
      <DiscussionList items={project.discussions} />
      <ProjectConnections project={project} />
      <Related hits={project.related} />
      <FlagButton id={id} />
    </RecordFrame>
  );
}

function ProjectAside({ project }: ProjectProps) {
  const formats = useFormats();
  const labels = useLabels();
  const { startDate, endDate, settings, audiences, cost, jointWith, team, practices } = project;
  return (
    <>
      <section>
        <h2>
          <Trans>At a glance</Trans>
        </h2>
        <Facts>
          {startDate !== null && <Fact name={<Trans>Began</Trans>}>{formats.day(startDate)}</Fact>}
          {endDate !== null && <Fact name={<Trans>Ends</Trans>}>{formats.day(endDate)}</Fact>}
          <Fact name={<Trans>Cost</Trans>}>
            {cost === null ? <Trans>not stated</Trans> : formats.money(cost.amount, cost.currency)}
          </Fact>
          {settings.length > 0 && (
            <Fact name={<Trans>Setting</Trans>}>
              {formats.list(settings.map((setting) => labels.setting[setting]))}
            </Fact>
          )}
          {audiences.length > 0 && (
            <Fact name={<Trans>For whom</Trans>}>
              <TopicTags topics={audiences} />
            </Fact>
          )}
        </Facts>
      </section>
      <LinkedPanel title={<Trans>Carried together with</Trans>} items={jointWith} />
      <Team team={team} />
      <LinkedPanel title={<Trans>Practices that came of it</Trans>} items={practices} />
    </>
  );
}

function Team({ team }: Pick<ProjectShown, "team">) {
  const there = team.filter(({ person }) => person !== null);
  if (there.length === 0) return null;
  return (
    <section>
      <h2>
        <Trans>Team</Trans>
      </h2>
      <ul className="link-list">
        {there.map(({ person, role }, at) => (
          <li key={at}>
            {person !== null && <RecordLink id={person.id}>{person.name}</RecordLink>}{" "}
            {role !== null && (
              <span className="hint">
                <Name>{role}</Name>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProjectConnections({ project }: ProjectProps) {
  const { t } = useLingui();
  const names: NamedLink[] = [
    [project.organization, t`carried by`],
    ...project.jointWith.map((each): NamedLink => [each, t`carried together with`]),
    ...project.practices.map((each): NamedLink => [each, t`led to`]),
    ...project.team.map(({ person }): NamedLink => [person, t`in the team`]),
  ];
  return <Connections record={project} names={names} referencedBy={project.referencedBy} />;
}
