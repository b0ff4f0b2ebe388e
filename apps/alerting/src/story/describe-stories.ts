import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeWithKafka } from '@chitieu/testing';
import { AlertingStory } from './alerting-story.js';
import { StoryStage, type StoryBus } from './story-stage.js';

type Stories = (story: () => AlertingStory) => void;

/** A suite of stories on one stage; each starts with nothing known and the rules of a new installation. */
export function describeStories(name: string, stories: Stories, bus: StoryBus = 'memory'): void {
  describe(name, () => {
    let stage: StoryStage;
    beforeAll(async () => void (stage = await StoryStage.open(bus)));
    afterAll(() => stage?.close());
    stories(() => new AlertingStory(stage));
  });
}

/** The same stories on every carrier of events. */
export function describeStoriesOnEachBus(name: string, stories: Stories): void {
  describeStories(`${name}, events at once`, stories);
  describeStories(`${name}, on the outbox`, stories, 'outbox');
  describeWithKafka(`${name}, on Kafka`, (address) => describeStories(name, stories, `kafka://${address}`));
}
