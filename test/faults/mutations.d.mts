export interface Change {
  file: string;
  from: string;
  to: string;
}

export const MUTATIONS: Record<string, { what: string; changes: Change[] }>;
