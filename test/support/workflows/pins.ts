/** An action of somebody else: the one commit of it that is used here, and what it takes and gives as far as we use it. */
export interface Pin {
  readonly sha: string;
  readonly version: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** Every action of others in our workflows. A commit cannot move; the version is for people and for Dependabot. */
export const PINS: Readonly<Record<string, Pin>> = {
  'actions/checkout': {
    sha: '3d3c42e5aac5ba805825da76410c181273ba90b1',
    version: 'v7.0.1',
    inputs: ['persist-credentials', 'ref', 'fetch-depth'],
    outputs: ['ref', 'commit'],
  },
  'actions/setup-node': {
    sha: '820762786026740c76f36085b0efc47a31fe5020',
    version: 'v7.0.0',
    inputs: ['node-version', 'package-manager-cache'],
    outputs: ['node-version'],
  },
  'actions/upload-artifact': {
    sha: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a',
    version: 'v7.0.1',
    inputs: ['name', 'path', 'retention-days', 'if-no-files-found'],
    outputs: ['artifact-id', 'artifact-url', 'artifact-digest'],
  },
  'actions/upload-pages-artifact': {
    sha: '7b1f4a764d45c48632c6b24a0339c27f5614fb0b',
    version: 'v4.0.0',
    inputs: ['path'],
    outputs: ['artifact_id'],
  },
  'actions/deploy-pages': {
    sha: 'd6db90164ac5ed86f2b6aed7e0febac5b3c0c03e',
    version: 'v4.0.5',
    inputs: [],
    outputs: ['page_url'],
  },
  'actions/attest': {
    sha: '1e69f48acb82d1966a394da916b4c1698aa569d6',
    version: 'v4.2.2',
    inputs: ['subject-path'],
    outputs: ['bundle-path'],
  },
  'aws-actions/configure-aws-credentials': {
    sha: 'e6de054238d6b7531b4efff3b6587d9aade6a06c',
    version: 'v6.2.3',
    inputs: ['role-to-assume', 'aws-region', 'role-duration-seconds'],
    outputs: ['aws-account-id'],
  },
  'github/codeql-action/init': codeql(['languages', 'queries', 'build-mode']),
  'github/codeql-action/analyze': codeql(['category']),
};

/** Both halves have to be of one version. */
function codeql(inputs: readonly string[]): Pin {
  return { sha: 'b96794f015dfd88f77b49b1c93e0fa7110f94c63', version: 'v4.38.0', inputs, outputs: [] };
}
