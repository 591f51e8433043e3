// Words for the graph's enumerations. In: a value of an enum. Out: what readers call it.
import { useLingui } from "@lingui/react/macro";

/** The words, by enum and value. */
// eslint-disable-next-line max-lines-per-function -- a table
export function useLabels() {
  const { t } = useLingui();
  return {
    level: {
      LEARNING: t`Learning`,
      PRACTISING: t`Practising`,
      EXPERT: t`Expert`,
      REFERENCE: t`Reference`,
    },
    offer: {
      ADVICE: t`Advice`,
      MENTORING: t`Mentoring`,
      TRAINING: t`Training`,
      SPEAKING: t`Speaking`,
      PEER_REVIEW: t`Peer review`,
      STAFF_EXCHANGE: t`Staff exchange`,
      FIELD_VISIT: t`Field visit`,
    },
    setting: { RURAL: t`Countryside`, TOWN: t`Town`, CITY: t`City`, ONLINE: t`Online` },
    practiceKind: {
      CASE_STUDY: t`Case study`,
      GUIDE: t`Guide`,
      TOOL: t`Tool`,
      PROGRAMME_MODEL: t`Programme model`,
      METHOD: t`Method`,
      LESSON: t`Lesson learnt`,
    },
    projectStatus: { PLANNED: t`Planned`, ACTIVE: t`Under way`, COMPLETED: t`Completed`, SUSPENDED: t`Suspended` },
    eventKind: {
      TRAINING: t`Training`,
      WORKSHOP: t`Workshop`,
      WEBINAR: t`Webinar`,
      CONFERENCE: t`Conference`,
      FORUM: t`Forum`,
      FIELD_VISIT: t`Field visit`,
    },
    eventStatus: { PLANNED: t`Planned`, CONFIRMED: t`Confirmed`, POSTPONED: t`Postponed`, CANCELLED: t`Cancelled` },
    quality: {
      SHARED: t`Shared`,
      EMERGING: t`Emerging`,
      PROMISING: t`Promising`,
      LEADING: t`Leading`,
      BEST: t`Best`,
    },
    adoption: { CONSIDERING: t`Considering it`, TRYING: t`Trying it`, ADOPTED: t`Adopted`, STOPPED: t`Stopped` },
    criterion: {
      RELEVANCE: t`Relevance`,
      EFFECTIVENESS: t`Effectiveness`,
      EVIDENCE: t`Evidence`,
      REPLICABILITY: t`Can be repeated`,
      SUSTAINABILITY: t`Lasts`,
      ETHICS: t`Ethics`,
      PARTICIPATION: t`Participation`,
    },
    evidence: {
      CLAIM: t`Says so`,
      PROJECT: t`Project`,
      PRACTICE: t`Practice`,
      EVENT: t`Event`,
      ENDORSEMENT: t`Endorsement`,
      ADOPTION: t`Adopted by others`,
      CONTRIBUTION: t`Contribution`,
    },
    degree: { LEAD: t`lead`, EQUAL: t`equal part`, SUPPORTING: t`support` },
    needState: { OPEN: t`Open`, ANSWERED: t`Answered`, CLOSED: t`Closed` },
    exchangeKind: { JOINT_PROJECT: t`Joint project`, STAFF_EXCHANGE: t`Staff exchange`, FIELD_VISIT: t`Field visit` },
    exchangeState: { PROPOSED: t`Proposed`, AGREED: t`Agreed`, DONE: t`Done`, DECLINED: t`Declined` },
    introduction: {
      ASKED: t`Waiting for an answer`,
      ACCEPTED: t`Accepted`,
      DECLINED: t`Declined`,
      EXPIRED: t`Expired`,
    },
    registration: {
      CONFIRMED: t`Confirmed`,
      WAITING: t`On the waiting list`,
      CANCELLED: t`Cancelled`,
      ATTENDED: t`Attended`,
      ABSENT: t`Absent`,
    },
    communityVisibility: {
      PUBLIC: t`Open to everyone`,
      NETWORK: t`Partners of the network`,
      MEMBERS: t`Its members only`,
    },
    visibility: { PUBLIC: t`Everyone`, NETWORK: t`Partners of the network` },
    organizationStatus: { ACTIVE: t`Active`, CLOSED: t`Closed` },
  } as const;
}
