import type { Role } from '../../repository/roles.ts';
import type { ContainerPurpose } from './purpose.ts';

/** One `FROM`. */
export interface ContainerStage {
  /** The image without tag and digest, with the defaults of `ARG`s filled in. */
  readonly image: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly alias?: string;
  /** The index of the earlier stage that this one builds on, instead of an image. */
  readonly parent?: number;
  /** Whether a variable without a default remains in the image. */
  readonly variable: boolean;
  readonly line: number;
}

/** An instruction's text and place. */
export interface ContainerSetting {
  readonly text: string;
  readonly line: number;
}

export interface ContainerCommand extends ContainerSetting {
  /** `["a", "b"]` is exec form: signals reach the process. */
  readonly form: 'exec' | 'shell';
  readonly stage: number;
}

export interface ContainerCopy {
  readonly instruction: 'COPY' | 'ADD';
  /** The stage or image of `--from`; `undefined` when it copies from the build context. */
  readonly from?: string;
  readonly sources: readonly string[];
  readonly stage: number;
  readonly line: number;
}

export interface ContainerVariable {
  readonly name: string;
  readonly kind: 'env' | 'arg';
  /** Whether a value is written down. The value itself is never kept. */
  readonly valued: boolean;
  /** The index of its stage; -1 before the first. */
  readonly stage: number;
  readonly line: number;
}

/** One Dockerfile. `user` to `command` are those of the final stage, inherited through stages of this file. */
export interface Dockerfile {
  readonly path: string;
  readonly role: Role;
  readonly purpose: ContainerPurpose;
  readonly stages: readonly ContainerStage[];
  /** The last `USER` that takes effect; `undefined` when the base image decides. */
  readonly user?: ContainerSetting;
  /** `8080`, `53/udp`. */
  readonly ports: readonly string[];
  readonly healthcheck?: ContainerSetting & { readonly disabled: boolean };
  readonly entrypoint?: ContainerCommand;
  readonly command?: ContainerCommand;
  readonly runs: readonly ContainerCommand[];
  readonly copies: readonly ContainerCopy[];
  readonly variables: readonly ContainerVariable[];
}
