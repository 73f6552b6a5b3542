// Codes: why a line ended, as the server says it (protocol.py); what is not here is tried again.

export const INVALID = 4400;
export const SIGN_IN = 4401;
export const FORBIDDEN = 4403;
export const GONE = 4404;
export const GAP = 4409;
export const OLD = 4410;
export const LARGE = 4413;
export const FAST = 4429;
export const STRANGER = 4499; // ours alone: the line belongs to somebody else than the page
export const TOO_BIG = 1009; // the same as LARGE, said by the server's library
export const FINAL = [INVALID, GONE, OLD, LARGE, FAST];
