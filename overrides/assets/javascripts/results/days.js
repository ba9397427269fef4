/* Days: people write 01/4/2022, the address and the worker have 2022-04-01. */

const padded = value => String(value).padStart(2, "0")

/** @param {string} text */
export function readDay(text) {
  const clean = text.normalize("NFC").replace(/\s+/g, " ").trim()
  if (!clean) return {day: "", fault: ""}
  const asWritten = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})$/.exec(clean)
    ?? /^(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})$/i.exec(clean)
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(clean)?.slice(1) ?? asWritten?.slice(1).reverse()
  if (!found) return {day: "", fault: `“${clean}” không phải là ngày; hãy viết ngày/tháng/năm, ví dụ 01/4/2022`}
  const [year, month, day] = found.map(Number)
  if (month > 12 && day <= 12) {
    return {day: "", fault: `“${clean}” ghi tháng trước ngày; hãy viết ngày trước: ${padded(month)}/${day}/${year}`}
  }
  const real = new Date(Date.UTC(year, month - 1, day))
  if (year < 1900 || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) {
    return {day: "", fault: `“${clean}” không có trong lịch; hãy xem lại ngày, tháng, năm`}
  }
  return {day: `${year}-${padded(month)}-${padded(day)}`, fault: ""}
}

export function writeDay(day) {
  const [year, month, inMonth] = day.split("-")
  return `${inMonth}/${month < "03" ? month : Number(month)}/${year}`
}

export class DayField {
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} fault
   * @param {(day: string) => void} onChoice
   */
  constructor(input, fault, onChoice) {
    this.input = input
    this.fault = fault
    this.onChoice = onChoice
    /** @type {HTMLButtonElement} */
    const calendar = input.parentElement.querySelector("button")
    /** @type {HTMLInputElement} */
    const picker = input.parentElement.querySelector("[type=date]")
    calendar.hidden = !picker.showPicker
    calendar.onclick = () => {
      picker.value = readDay(this.input.value).day
      picker.showPicker()
    }
    picker.onchange = () => this.choose(picker.value)
    this.input.onchange = () => this.choose(this.input.value)
  }

  choose(text) {
    this.show(text)
    this.onChoice(readDay(text).day)
  }

  /** What was typed stays as it is while it is no day, so that it can be mended. @param {string} text */
  show(text) {
    const {day, fault} = readDay(text)
    this.input.value = day ? writeDay(day) : text
    this.complain(fault)
  }

  complain(fault) {
    if (this.fault.textContent !== fault) this.fault.textContent = fault
    if (fault) this.input.setAttribute("aria-invalid", "true")
    else this.input.removeAttribute("aria-invalid")
  }
}
