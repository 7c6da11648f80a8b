// Finds what a person is told is there: by role and accessible name, shown and
// not hidden from assistive technology. Exact names win over parts of names.
// While a dialog is open, what lies behind it is not there.
// Arguments: role, name (empty: any). Answers [element, name], best first.
const [role, name] = arguments;

const implicit = {
  alert: "",
  button: "button, summary, input[type=submit], input[type=button]",
  checkbox: "input[type=checkbox]",
  combobox: "select",
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
  // The cells of a row are read one by one.
  if (role === "row") return squeezed([...element.children].map((cell) => cell.textContent).join(" "));
  const ofContent = !["combobox", "spinbutton", "textbox"].includes(role) && squeezed(element.textContent);
  return ofContent || squeezed(element.getAttribute("title") ?? element.getAttribute("placeholder"));
}

const shown = (element) =>
  element.checkVisibility({ visibilityProperty: true }) &&
  !element.closest("[aria-hidden=true], [inert]");

const everywhere = ["alert", "dialog", "status"].includes(role);
const dialogs = [...document.querySelectorAll("dialog[open], [role=dialog], [role=alertdialog]")];
const place = (!everywhere && dialogs.filter(shown).at(-1)) || document;

const explicit = `[role=${role}]`;
const own = implicit[role] ? `${implicit[role]}, ${explicit}` : explicit;
const found = [...place.querySelectorAll(own)].filter(
  (element) => (element.getAttribute("role") ?? role) === role || role === "textbox",
);
const named = found.filter(shown).map((element) => [element, nameOf(element)]);
const exact = named.filter(([, has]) => !name || has === name);
const partly = named.filter(([, has]) => name && has !== name && has.includes(name));
return [...exact, ...partly];
