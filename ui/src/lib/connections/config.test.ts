import { expect, it } from "vitest";

import { configOf, formOf, isUniacid } from "./config";

it("what_is_typed_becomes_a_configuration_and_reads_back", () => {
  const config = configOf({
    ...formOf(),
    name: " 海珠 ",
    address: "https://muster.example:12380/",
    signIn: "h:9200",
  });
  expect(config).toEqual({
    kind: "militia",
    name: "海珠",
    base_url: "https://muster.example:12380",
    modules: { task: null, sign_in: "http://h:9200", location: null },
    crs: "gcj02",
  });
  expect(configOf(formOf(config))).toEqual(config);
});

it("an_address_without_a_scheme_is_plain_http_which_the_badge_then_shows", () => {
  expect(configOf({ ...formOf(), address: "10.0.0.8:12380" }).base_url).toBe(
    "http://10.0.0.8:12380",
  );
  expect(configOf({ ...formOf(), address: "  " }).base_url).toBe("");
});

it("a_server_of_clubs_keeps_what_its_owner_gave_out_and_nothing_of_the_other_kind", () => {
  const config = configOf({
    ...formOf(),
    kind: "weclubs",
    address: "https://clubs.example/",
    task: "h:9200",
    caller: " ios_test ",
    secret: "",
    signature: "sha1",
  });
  expect(config).toEqual({
    kind: "weclubs",
    name: "",
    base_url: "https://clubs.example",
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
    weclubs: { caller: "ios_test", secret: null, signature: "sha1", code_host: null },
  });
  expect(configOf(formOf(config))).toEqual(config);
});

it("a_server_of_moments_keeps_the_number_of_its_account_and_nothing_of_the_others", () => {
  const config = configOf({
    ...formOf(),
    kind: "soptask",
    address: "shop.example",
    uniacid: " 8 ",
    caller: "ios_test",
  });
  expect(config).toEqual({
    kind: "soptask",
    name: "",
    base_url: "http://shop.example",
    modules: { task: null, sign_in: null, location: null },
    crs: "gcj02",
    soptask: { uniacid: "8" },
  });
  expect(configOf(formOf(config))).toEqual(config);
});

it("the_number_of_an_account_is_digits_and_nothing_else", () => {
  for (const good of ["8", " 12 ", "1234567890"]) expect(isUniacid(good), good).toBe(true);
  for (const bad of ["", " ", "-1", "1.5", "八", "12345678901"])
    expect(isUniacid(bad), bad).toBe(false);
});
