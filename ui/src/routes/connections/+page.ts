import type { PageLoad } from "./$types";

/** The frame has read the connections; the address may name one to sign in to, or ask for a new one. */
export const load: PageLoad = async ({ parent, url }) => {
  const { connections } = await parent();
  const wanted = url.searchParams.get("sign-in");
  return {
    connections,
    signIn: connections.find(({ id }) => id === wanted)?.id ?? null,
    add: url.searchParams.has("add"),
  };
};
