import { formatNumber, t } from "$lib/i18n";
import type { Field, Problem } from "$lib/ipc/bindings";

/** What a field is called. */
export function fieldName(field: Field): string {
  const { form, place, problem } = t.publish;
  switch (field) {
    case "title":
      return form.title;
    case "detail":
      return form.detail;
    case "wanted":
      return form.wanted;
    case "gather_at":
      return form.gather;
    case "finish_at":
      return form.finish;
    case "place":
      return place.label;
    case "place_name":
      return place.name;
    case "place_lat":
      return place.lat;
    case "place_lng":
      return place.lng;
    case "recipients":
      return problem.recipients;
  }
}

/** What is wrong, in a sentence that says what to do. */
export function problemText(problem: Problem): string {
  const words = t.publish.problem;
  const name = fieldName(problem.field);
  switch (problem.rule) {
    case "missing":
      return problem.field === "place" ? words.choosePlace : words.missing(name);
    case "too_long": {
      const [length, limit] = [formatNumber(problem.length), formatNumber(problem.limit)];
      return problem.field === "title"
        ? words.titleTooLong(length, limit)
        : words.tooLong(name, length, limit);
    }
    case "not_a_number":
      return words.notANumber(name);
    case "too_few":
      return words.tooFew;
    case "too_many":
      return words.tooMany;
    case "not_a_time":
      return words.notATime(name);
    case "in_the_past":
      return words.inThePast;
    case "before_gathering":
      return words.beforeGathering;
    case "out_of_range":
      return words.outOfRange(name, problem.field === "place_lng" ? "180" : "90");
    case "unknown":
      return words.placeGone;
    case "nobody":
      return words.nobody;
  }
}
