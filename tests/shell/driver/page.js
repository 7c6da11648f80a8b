// Finds what a person is told is there: by role and accessible name, shown and
// not hidden from assistive technology. Exact names win over parts of names.
// Arguments: role, name (empty: any), and an element to look inside, or null.
const [role, name, within] = arguments;

const implicit = {
  alert: "",
  button: "button, summary, input[type=submit], input[type=button]",
  checkbox: "input[type=checkbox]",
  dialog: "dialog[open]",
  grid: "",
  heading: "h1, h2, h3, h4",
  link: "a[href]",
  listitem: "li",
  navigation: "nav",
  option: "option",
  radio: "input[type=radio]",
  row: "tr",
  spinbutton: "input[type=number]",
  status: "output",
  tab: "",
  textbox:
    "input:not([type]), input[type=text], input[type=search], input[type=url], input[type=password], textarea, [role=searchbox]",
  treeitem: "",
};

const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const textOf = (id) => squeezed(document.getElementById(id)?.textContent);

function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) return squeezed(by.split(/\s+/).map(textOf).join(" "));
  const label = squeezed(element.getAttribute("aria-label"));
  if (label) return label;
  if (element.labels?.length) {
    return squeezed([...element.labels].map((one) => one.textContent).join(" "));
  }
  const ofContent = !["textbox", "spinbutton"].includes(role) && squeezed(element.textContent);
  return ofContent || squeezed(element.getAttribute("title") ?? element.getAttribute("placeholder"));
}

const shown = (element) =>
  element.checkVisibility({ visibilityProperty: true }) &&
  !element.closest("[aria-hidden=true], [inert]");

const explicit = `[role=${role}]`;
const own = implicit[role] ? `${implicit[role]}, ${explicit}` : explicit;
const found = [...(within ?? document).querySelectorAll(own)].filter(
  (element) => (element.getAttribute("role") ?? role) === role || role === "textbox",
);
const named = found.filter(shown).map((element) => [element, nameOf(element)]);
const best =
  named.find(([, has]) => !name || has === name) ?? named.find(([, has]) => has.includes(name));
return best ? best[0] : null;
