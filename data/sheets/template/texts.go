package template

// words are the texts of a template in one language.
type words struct {
	how, quoteSheet, quoteTitle, example string
	choose, number, percent              string
	demand                               []string
	quote                                quoteWords
}

// quoteWords are the names over the columns of a quote request. Each is a name the
// import knows in that language.
type quoteWords struct {
	supplier, part, description, grade, mass, need, price, priceHelp, per, piece, currency, moq, lead, incoterm, country, valid, validHelp, recycled, note string
	how                                                                                                                                                    []string
}

var texts = map[string]words{
	"en": {how: "How to fill in", quoteSheet: "Quote", quoteTitle: "Request for quotation", example: "Example:", choose: "Choose a value from the list.", number: "Enter a number of 0 or more, without a unit.", percent: "Enter percent between 0 and 100.",
		demand: []string{"Fill in the months in the unit of the row; leave a cell empty if nothing is known, enter 0 if nothing is needed.", "One row a part. Rows may be added below, columns moved, cells coloured.", "Grades may be chosen from the list or typed.", "Materials bought by the kilogram have the unit kg and their name in the column Grade.", "The grey example row is not read."},
		quote: quoteWords{supplier: "Supplier", part: "Part number", description: "Description", grade: "Grade", mass: "Mass (g)", need: "Our yearly need (pcs)", price: "Unit price", priceHelp: "Net price without duty and tax, for what the next column says", per: "Price per", piece: "piece", currency: "Currency", moq: "MOQ (pcs)", lead: "Lead time (weeks)", incoterm: "Incoterm", country: "Country of origin", valid: "Valid until", validHelp: "Month and year, for example 2027-12", recycled: "Recycled content (%)", note: "Note",
			how: []string{"Please fill in the yellow cells. Leave a price empty if you do not quote; do not enter 0.", "Price: net, without duty and tax, for one piece or one kilogram as you choose.", "Further rows may be added for price breaks or other parts; columns may be moved.", "Country of origin is where the magnet is made; name other stages in the note.", "The grey example row is not read."}}},
	"de": {how: "Anleitung", quoteSheet: "Angebot", quoteTitle: "Angebotsanfrage", example: "Beispiel:", choose: "Bitte einen Wert aus der Liste wählen.", number: "Bitte eine Zahl ab 0 ohne Einheit eingeben.", percent: "Bitte Prozent zwischen 0 und 100 eingeben.",
		quote: quoteWords{supplier: "Lieferant", part: "Teilenummer", description: "Bezeichnung", grade: "Güte", mass: "Gewicht (g)", need: "Unser Jahresbedarf (Stk)", price: "Einzelpreis", priceHelp: "Nettopreis ohne Zoll und Steuer, je Stück oder kg wie in der nächsten Spalte", per: "Preiseinheit", piece: "Stück", currency: "Währung", moq: "Mindestbestellmenge (Stk)", lead: "Lieferzeit (Wochen)", incoterm: "Lieferbedingung", country: "Ursprungsland", valid: "Gültig bis", validHelp: "Monat und Jahr, zum Beispiel 2027-12", recycled: "Rezyklatanteil (%)", note: "Bemerkung",
			how: []string{"Bitte die gelben Zellen ausfüllen. Ohne Angebot den Preis leer lassen, keine 0 eintragen.", "Preis: netto, ohne Zoll und Steuer, je Stück oder je Kilogramm.", "Weitere Zeilen für Staffelpreise oder andere Teile sind möglich; Spalten dürfen verschoben werden.", "Ursprungsland ist, wo der Magnet hergestellt wird; andere Stufen bitte in die Bemerkung.", "Die graue Beispielzeile wird nicht gelesen."}}},
	"ja": {how: "記入方法", quoteSheet: "見積", quoteTitle: "見積依頼", example: "例:", choose: "一覧から選んでください。", number: "0以上の数字を単位なしで入力してください。", percent: "0から100の間で入力してください。",
		quote: quoteWords{supplier: "仕入先", part: "品番", description: "品名", grade: "材質", mass: "単重(g)", need: "当社年間所要数(個)", price: "見積単価", priceHelp: "関税・税抜きの単価。単位は次の列", per: "価格単位", piece: "個", currency: "通貨", moq: "最小発注数量(個)", lead: "納期(週)", incoterm: "貿易条件", country: "原産国", valid: "有効期限", validHelp: "年月、例 2027-12", recycled: "リサイクル率(%)", note: "備考",
			how: []string{"黄色のセルをご記入ください。見積しない場合は単価を空欄にし、0は入力しないでください。", "単価は関税・税抜きで、1個または1kgあたりです。", "数量別単価や他の部品のために行を追加できます。列は移動できます。", "原産国は磁石の製造国です。他の工程は備考にご記入ください。", "灰色の例の行は読み込まれません。"}}},
	"zh": {how: "填写说明", quoteSheet: "报价", quoteTitle: "询价单", example: "示例:", choose: "请从列表中选择。", number: "请输入不小于0的数字，不带单位。", percent: "请输入0到100之间的百分数。",
		quote: quoteWords{supplier: "供应商", part: "零件号", description: "零件名称", grade: "牌号", mass: "单重(g)", need: "我方年用量(件)", price: "单价", priceHelp: "不含关税和税的净价，单位见下一列", per: "计价单位", piece: "件", currency: "币种", moq: "最小起订量(件)", lead: "交货期(周)", incoterm: "贸易条款", country: "原产国", valid: "有效期至", validHelp: "年月，例如 2027-12", recycled: "再生料比例(%)", note: "备注",
			how: []string{"请填写黄色单元格。不报价时请留空，不要填0。", "单价为不含关税和税的净价，按件或按公斤。", "可为阶梯价格或其他零件增加行，列可以移动。", "原产国是磁体的制造国，其他工序请写在备注中。", "灰色示例行不会被读取。"}}},
}
