package sheets

var corpus = []pattern{
	{name: "plain months", sheet: `
Part | 2027-01 | 2027-02
MOT-100 | 1200 | 1300
NEW-1 | 5 | 6`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300 NEW-1.part=NEW-1 NEW-1.2027-01=5 NEW-1.2027-02=6`},
	{name: "title rows above", sheet: `
Forecast 2027, plant Kassel

Status: draft | | by purchasing

Part number | Description | Jan 27 | Feb 27
MOT-100 | rotor magnet | 1200 | 1300`, want: `demand MOT-100.description=rotor_magnet MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "German headers and months", sheet: `
Teilenummer | Bezeichnung | Gewicht [g] | Jan. 27 | Mrz 27 | Okt 27 | Dez 27
MOT-100 | Rotormagnet | 26 | 1200 | 1300 | 1400 | 1500`, want: `demand MOT-100.description=Rotormagnet MOT-100.mass_g=26 MOT-100.2027-01=1200 MOT-100.2027-03=1300 MOT-100.2027-10=1400 MOT-100.2027-12=1500`},
	{name: "French headers and months", sheet: `
Référence | Désignation | janv. 2027 | févr. 2027 | août 2027
MOT-200 | aimant | 900 | 950 | 800`, want: `demand MOT-200.description=aimant MOT-200.2027-01=900 MOT-200.2027-02=950 MOT-200.2027-08=800`},
	{name: "Japanese headers and months", sheet: `
品番 | 品名 | 材質 | 2027年1月 | 2027年2月
MOT-200 | 磁石 | N38SH | 900 | 950`, want: `demand MOT-200.description=磁石 MOT-200.grade=N38SH MOT-200.2027-01=900 MOT-200.2027-02=950`},
	{name: "Chinese headers and months", sheet: `
零件号 | 零件名称 | 牌号 | 单重(g) | 2027年1月 | 2027年2月
MOT-200 | 磁钢 | N38SH | 11 | 900 | 950`, want: `demand MOT-200.description=磁钢 MOT-200.grade=N38SH MOT-200.mass_g=11 MOT-200.2027-01=900 MOT-200.2027-02=950`},
	{name: "bilingual headers", sheet: `
Part No. / 零件号 | Grade / 牌号 | 2027-01
MOT-200 | N38SH | 900`, want: `demand MOT-200.grade=N38SH MOT-200.2027-01=900`},
	{name: "dates as headers", sheet: `
Part | d:2027-01-01 | d:2027-02-01 | d:2027-03-31
MOT-100 | 1200 | 1300 | 1400`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300 MOT-100.2027-03=1400`},
	{name: "dates of 1904", sheet: `
!1904
Part | d:2027-01-01 | d:2027-02-01
MOT-100 | 1200 | 1300`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "month 1/2027", sheet: `
Part | '1/2027 | '2/2027 | '12/2027
MOT-100 | 1200 | 1300 | 1400`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300 MOT-100.2027-12=1400`},
	{name: "quarters", sheet: `
Part | Q1 2027 | Q2 2027
MOT-100 | 3600 | 3000`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1200 MOT-100.2027-03=1200`},
	{name: "half years", sheet: `
Part | H1 2027 | 2. Halbjahr 2027
MOT-100 | 7200 | 6000`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1200 MOT-100.2027-03=1200 MOT-100.2027-04=1200 MOT-100.2027-05=1200 MOT-100.2027-06=1200`},
	{name: "calendar weeks", sheet: `
Part | KW 1 2027 | KW 2 2027 | KW 5 2027 | KW 6 2027
MOT-100 | 600 | 700 | 500 | 900`, want: `demand MOT-100.2027-01=1300 MOT-100.2027-02=1400`},
	{name: "quarter total beside its months", sheet: `
Part | Jan 27 | Feb 27 | Mar 27 | Q1 2027
MOT-100 | 1200 | 1300 | 1400 | 3900`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300 MOT-100.2027-03=1400`},
	{name: "year over months", sheet: `
Part | 2027 | | |
 | Jan | Feb | Mar
MOT-100 | 1200 | 1300 | 1400
!merge B1:D1`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300 MOT-100.2027-03=1400`},
	{name: "year over months, not merged", sheet: `
 | 2026 | | 2027 |
Part | Nov | Dec | Jan | Feb
MOT-100 | 5 | 6 | 1200 | 1300`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "months without a year", sheet: `
Part | Jan | Feb
MOT-100 | 1200 | 1300`, answer: "year=2027", want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "months without a year, unanswered", sheet: `
Part | Grade | Jan | Feb
MOT-100 | N38SH | 1200 | 1300`, want: `demand ?year MOT-100.grade=N38SH`},
	{name: "year in the title", sheet: `
Forecast 2027

Part | Jan | Feb
MOT-100 | 1200 | 1300`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "months with words", sheet: `
Part | Demand Jan 27 (pcs) | Demand Feb 27 (pcs)
MOT-100 | 1200 | 1300`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "months outside the plan", sheet: `
Part | Dec 26 | Jan 27 | Jan 28
MOT-100 | 7 | 1200 | 8`, want: `demand MOT-100.2027-01=1200`},
	{name: "units in a row of their own", sheet: `
Part | Weight | Jan 27
 | kg | pcs
MOT-100 | 0.026 | 1200`, want: `demand MOT-100.mass_g=26 MOT-100.2027-01=1200`},
	{name: "mass in kilograms by the header", sheet: `
Part | Weight (kg) | Jan 27
MOT-100 | 0.026 | 1200`, want: `demand MOT-100.mass_g=26 MOT-100.2027-01=1200`},
	{name: "mass with its unit in the cell", sheet: `
Part | Weight | Jan 27
MOT-100 | 26 g | 1200
MOT-200 | 0,011 kg | 900`, want: `demand MOT-100.mass_g=26 MOT-100.2027-01=1200 MOT-200.mass_g=11 MOT-200.2027-01=900`},
	{name: "mass with its unit in the format", sheet: `
Part | Weight | Jan 27
MOT-100 | k:0.026 | 1200`, want: `demand MOT-100.mass_g=26 MOT-100.2027-01=1200`},
	{name: "mass without a unit", sheet: `
Part | Weight | Jan 27
MOT-100 | 0.026 | 1200`, want: `demand ?unit:1 [question Sheet1, B2]`},
	{name: "thousands of pieces", sheet: `
Part | Jan 27 (kpcs) | Feb 27 (kpcs)
MOT-100 | 1.2 | 1.3`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "numbers as text", sheet: `
Part | Jan 27 | Feb 27
MOT-100 | '1200 | '1 300
MOT-200 | '1,250 | '1,350.0`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300 MOT-200.2027-01=1250 MOT-200.2027-02=1350`},
	{name: "German numbers as text", sheet: `
Teil | Gewicht g | Jan 27
MOT-100 | '26,5 | '1.200
MOT-200 | '10,25 | '1.250`, want: `demand MOT-100.mass_g=26.5 MOT-100.2027-01=1200 MOT-200.mass_g=10.25 MOT-200.2027-01=1250`},
	{name: "a number that reads both ways", sheet: `
Part | Jan 27
MOT-100 | '1.200
MOT-200 | '1.250`, want: `demand ?decimal MOT-100.2027-01=1.2 MOT-200.2027-01=1.25`},
	{name: "Swiss and spaced thousands", sheet: `
Part | Jan 27 | Feb 27
MOT-100 | '1'200 | '1 300
MOT-200 | '1’250.00 | '1 350`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300 MOT-200.2027-01=1250 MOT-200.2027-02=1350`},
	{name: "totals below", sheet: `
Part | Jan 27
MOT-100 | 1200
MOT-200 | 1100
Total | 2300`, want: `demand MOT-100.2027-01=1200 MOT-200.2027-01=1100`},
	{name: "German subtotals", sheet: `
Teil | Jan 27
MOT-100 | 1200
Zwischensumme | 1200
MOT-200 | 1100
Gesamtsumme | 2300`, want: `demand MOT-100.2027-01=1200 MOT-200.2027-01=1100`},
	{name: "Japanese total", sheet: `
品番 | 2027年1月
MOT-100 | 1200
合計 | 1200`, want: `demand MOT-100.2027-01=1200`},
	{name: "notes below", sheet: `
Part | Grade | Jan 27
MOT-100 | N38SH | 1200

* volumes are not binding`, want: `demand MOT-100.grade=N38SH MOT-100.2027-01=1200`},
	{name: "section headings between rows", sheet: `
Part | Grade | Jan 27
Motors
MOT-100 | N38SH | 1200
Sensors
SEN-300 | SmCo 28 | 900`, want: `demand MOT-100.grade=N38SH MOT-100.2027-01=1200 SEN-300.2027-01=900`},
	{name: "blank rows between", sheet: `
Part | Jan 27
MOT-100 | 1200

MOT-200 | 1100

SEN-300 | 900`, want: `demand MOT-100.2027-01=1200 MOT-200.2027-01=1100 SEN-300.2027-01=900`},
	{name: "blank columns", sheet: `
 | Part | | Grade | | Jan 27
 | MOT-100 | | N38SH | | 1200`, want: `demand MOT-100.grade=N38SH MOT-100.2027-01=1200`},
	{name: "header repeated on every page", sheet: `
Part | Grade | Jan 27
MOT-100 | N38SH | 1200
Part | Grade | Jan 27
MOT-200 | N38SH | 1100`, want: `demand MOT-100.grade=N38SH MOT-100.2027-01=1200 MOT-200.grade=N38SH MOT-200.2027-01=1100`},
	{name: "two tables on a sheet", sheet: `
Part | Jan 27 | Feb 27
MOT-100 | 1200 | 1300
MOT-200 | 1100 | 1150



Supplier | Part | Price (EUR/pc)
Alpha Magnetics | MOT-100 | 5.2`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300 MOT-200.2027-01=1100 MOT-200.2027-02=1150 +1 tables`},
	{name: "two tables side by side", sheet: `
Part | Jan 27 | | Part | Feb 27
MOT-100 | 1200 | | SEN-300 | 700
MOT-200 | 1100 | |  | `, want: `demand MOT-100.2027-01=1200 MOT-200.2027-01=1100 +1 tables`},
	{name: "empty cells say nothing", sheet: `
Part | Jan 27 | Feb 27
MOT-100 |  | 1300
MOT-200 | - | n/a`, want: `demand MOT-100.2027-02=1300`},
	{name: "error cells", sheet: `
Part | Jan 27
MOT-100 | #N/A
MOT-200 | 1100`, want: `demand MOT-200.2027-01=1100 [refused Sheet1, B2]`},
	{name: "formulas without stored values", sheet: `
Part | Jan 27 | Feb 27
MOT-100 | 1200 | =B2*1.1
MOT-200 | 1100 | =OFFSET(B3,0,0)`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1320 [refused Sheet1, C3]`},
	{name: "hidden rows", sheet: `
Part | Jan 27
MOT-100 | 1200
MOT-200 | 1100
!hide row 3`, want: `demand MOT-100.2027-01=1200 [question Sheet1, row 3]`},
	{name: "hidden sheet", sheet: `
!sheet Old
Part | Jan 27
MOT-100 | 1
!hide sheet
!sheet Current
Part | Jan 27
MOT-100 | 1200`, want: `demand MOT-100.2027-01=1200 +1 tables`},
	{name: "part numbers that are numbers", sheet: `
Part | Mass (g) | Jan 27
4711 | 12 | 10
'0815 | 12 | 20`, want: `demand 4711.part=4711 4711.mass_g=12 4711.2027-01=10 0815.part=0815 0815.mass_g=12 0815.2027-01=20`},
	{name: "part numbers written otherwise", sheet: `
Part | Jan 27
mot 100 | 1200
MOT200 | 1100`, want: `demand MOT-100.2027-01=1200 MOT-200.2027-01=1100`},
	{name: "the same part twice", sheet: `
Part | Jan 27
MOT-100 | 1200
MOT-100 | 300`, want: `demand MOT-100.2027-01=1200 [question Sheet1, A3]`},
	{name: "a row without its part", sheet: `
Part | Jan 27
MOT-100 | 1200
 | 300`, want: `demand MOT-100.2027-01=1200 [refused Sheet1, A3]`},
	{name: "long form", sheet: `
Material | Date | Quantity
MOT-100 | d:2027-01-15 | 700
MOT-100 | d:2027-01-29 | 500
MOT-100 | d:2027-02-10 | 1300`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "long form from an ERP in German", sheet: `
!csv
Materialnummer;Bedarfsdatum;Bedarfsmenge;ME
MOT-100;15.01.2027;1.200,000;ST
MOT-100;15.02.2027;1.300,000;ST`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "months in words", sheet: `
Part | 2027-01 | 2027-02
MOT-100 | to be confirmed | 1300
MOT-200 | 未定 | 950`, want: `demand MOT-100.2027-02=1300 MOT-200.2027-02=950`},
	{name: "figures like years below a heading", sheet: `
Part | 2027-01 | 2027-02
MOT-100 | 1200 | 1300
Rotor magnets
MOT-200 | 2050 | 2090`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300 MOT-200.2027-01=2050 MOT-200.2027-02=2090`},
	{name: "yearly quantity", sheet: `
Part | Grade | EAU 2027
MOT-100 | N42SH | 14400`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1200 MOT-100.2027-03=1200 MOT-100.2027-04=1200 MOT-100.2027-05=1200 MOT-100.2027-06=1200 MOT-100.2027-07=1200 MOT-100.2027-08=1200 MOT-100.2027-09=1200 MOT-100.2027-10=1200 MOT-100.2027-11=1200 MOT-100.2027-12=1200`},
	{name: "seven times the demand", sheet: `
Part | Jan 27 | Feb 27 | Mar 27
MOT-100 | 12000 | 13000 | 14000`, want: `demand [question Sheet1, row 2]`},
	{name: "negative demand", sheet: `
Part | Jan 27
MOT-100 | -50`, want: `demand [question Sheet1, B2]`},
	{name: "demand in kilograms of parts counted in pieces", sheet: `
Part | Jan 27 (kg) | Feb 27 (kg)
MOT-100 | 30 | 32.5`, want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "materials by name", sheet: `
Raw material | Jan 27 (kg) | Feb 27 (kg)
Dysprosium oxide | 12 | 13`, want: `materials Dysprosium_oxide.part=Dysprosium_oxide Dysprosium_oxide.material_id=M004 Dysprosium_oxide.demand_unit=kg Dysprosium_oxide.2027-01=12 Dysprosium_oxide.2027-02=13`},
	{name: "clipboard from Excel", sheet: `
!clip
Part|Jan 27|Feb 27
MOT-100|1,200|1,300`, answer: "decimal=.", want: `demand MOT-100.2027-01=1200 MOT-100.2027-02=1300`},
	{name: "clipboard without headers", sheet: `
!clip
MOT-100|N38SH
MOT-200|N38SH`, want: `demand MOT-100.grade=N38SH MOT-200.grade=N38SH`},
	{name: "replace removes parts", mode: Replace, sheet: `
Part | Jan 27
MOT-100 | 1200
MOT-200 | 1100`, want: `demand SEN-300.removed=yes MOT-100.2027-01=1200 MOT-200.2027-01=1100`},
	{name: "append leaves known parts", mode: Append, sheet: `
Part | Mass g | Jan 27
MOT-100 | 25 | 1200
NEW-1 | 3 | 5`, want: `demand NEW-1.part=NEW-1 NEW-1.mass_g=3 NEW-1.2027-01=5 [question Sheet1, A2]`},
	{name: "quotes with a price per piece", sheet: `
Supplier | Part No. | Price (EUR/pc) | MOQ (pcs) | Lead time (weeks) | Incoterm
Alpha Magnetics | MOT-100 | 5.2 | 1000 | 9 | FCA Hanau
Beta Magnet Co | MOT-100 | 4.1 | 4000 | 14 | FOB Ningbo`, want: `offers O01.price=5.2 O01.moq_kg_per_order=25 O01.lead_time_weeks=9 O01.incoterm=FCA_Hanau
		O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.item_type=part O02.item=MOT-100 O02.price=4.1 O02.price_unit=piece O02.currency=EUR O02.moq_kg_per_order=100 O02.lead_time_weeks=14 O02.incoterm=FOB_Ningbo`},
	{name: "price per thousand pieces", sheet: `
Supplier | Part | Price €/1000 pcs
Alpha Magnetics | MOT-100 | 5200`, want: `offers O01.price=5.2`},
	{name: "price per thousand, unnoticed", sheet: `
Supplier | Part | Price € / pc
Alpha Magnetics | MOT-100 | 5200`, want: `offers [question Sheet1, C2]`},
	{name: "German quote with Preiseinheit", sheet: `
Lieferant | Artikelnummer | Einzelpreis | Währung | Preismenge | ME | Lieferzeit (Wochen) | Mindestbestellmenge (Stück)
Alpha Magnetics | MOT-100 | '520,00 | EUR | 100 | Stk | 9 | '2.000`, want: `offers O01.price=5.2 O01.moq_kg_per_order=50 O01.lead_time_weeks=9`},
	{name: "French quote", sheet: `
Fournisseur | Référence | Prix unitaire (€/kg) | Délai (semaines) | Conditions de paiement
Alpha Magnetics | N42SH | '92,50 | 10 | 45 jours`, want: `offers O02.offer_id=O02 O02.supplier=Alpha_Magnetics O02.item_type=grade O02.item=N42SH O02.price=92.5 O02.price_unit=kg O02.currency=EUR O02.lead_time_weeks=10 O02.payment_days=45`},
	{name: "Japanese quote", sheet: `
仕入先 | 品番 | 見積単価(円/個) | 納期(週) | 最小発注数量(個)
Beta Magnet Co | MOT-200 | 310 | 12 | 1000`, want: `offers O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.item_type=part O02.item=MOT-200 O02.price=310 O02.price_unit=piece O02.currency=JPY O02.moq_kg_per_order=10 O02.lead_time_weeks=12`},
	{name: "Chinese quote", sheet: `
供应商 | 牌号 | 单价(元/公斤) | 交货期(天) | 起订量(公斤) | 贸易条款
Beta Magnet Co | N42SH | 480 | 56 | 200 | FOB Ningbo`, want: `offers O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.item_type=grade O02.item=N42SH O02.price=480 O02.price_unit=kg O02.currency=CNY O02.moq_kg_per_order=200 O02.lead_time_weeks=8 O02.incoterm=FOB_Ningbo`},
	{name: "price breaks across", sheet: `
Supplier | Part | 1000 pcs | 5000 pcs | 10000 pcs | Currency
Alpha Magnetics | MOT-100 | 5.5 | 5.2 | 4.9 | EUR`, want: `offers O01.price=5.5 O01.tier_rule=all_units O01.tier_scope=row O01.tier2_from=125 O01.tier2_price=5.2 O01.tier3_from=250 O01.tier3_price=4.9`},
	{name: "price breaks under one header", sheet: `
Supplier | Part | Price breaks (EUR/pc) | |
 | | 1k | 5k | 10k
Alpha Magnetics | MOT-100 | 5.5 | 5.2 | 4.9
!merge C1:E1`, want: `offers O01.price=5.5 O01.tier_rule=all_units O01.tier_scope=row O01.tier2_from=125 O01.tier2_price=5.2 O01.tier3_from=250 O01.tier3_price=4.9`},
	{name: "price breaks as rows", sheet: `
Supplier | Part | Qty from (pcs) | Price (EUR/pc)
Alpha Magnetics | MOT-100 | 0 | 5.5
Alpha Magnetics | MOT-100 | 5000 | 5.2`, want: `offers O01.price=5.5 O01.tier_rule=all_units O01.tier_scope=row O01.tier2_from=125 O01.tier2_price=5.2`},
	{name: "supplier above the table", sheet: `
Quotation
Supplier: | Beta Magnet Co
Currency: | USD

Part | Unit price | Unit | Lead time (weeks)
MOT-200 | 2.4 | pc | 13`, want: `offers O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.item_type=part O02.item=MOT-200 O02.price=2.4 O02.price_unit=piece O02.currency=USD O02.lead_time_weeks=13`},
	{name: "supplier in the file name", sheet: `
!name Quote_Beta_Magnet_Co_2027.xlsx
Part | Price ($/pc)
MOT-200 | 2.4`, want: `offers O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.item_type=part O02.item=MOT-200 O02.price=2.4 O02.price_unit=piece O02.currency=USD`},
	{name: "supplier nowhere", sheet: `
Part | Price ($/pc)
MOT-200 | 2.4`, want: `offers ?fix:supplier [question Sheet1, row 2]`},
	{name: "currency nowhere", sheet: `
Supplier | Part | Price per piece
Beta Magnet Co | MOT-200 | 2.4`, want: `offers ?fix:currency [question Sheet1, C2]`},
	{name: "currency in the number format", sheet: `
Supplier | Part | Price per piece
Beta Magnet Co | MOT-200 | e:2.4`, want: `offers O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.item_type=part O02.item=MOT-200 O02.price=2.4 O02.price_unit=piece O02.currency=EUR`},
	{name: "currency in the cell", sheet: `
Supplier | Part | Price per piece
Beta Magnet Co | MOT-200 | US$ 2.40`, want: `offers O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.item_type=part O02.item=MOT-200 O02.price=2.4 O02.price_unit=piece O02.currency=USD`},
	{name: "price on request", sheet: `
Supplier | Part | Price (EUR/pc) | Lead time (weeks)
Beta Magnet Co | MOT-200 | on request | 10`, want: `offers O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.item_type=part O02.item=MOT-200 O02.price_unit=piece O02.lead_time_weeks=10 O02.terms=Price_(EUR/pc):_on_request`},
	{name: "a price of nought", sheet: `
Supplier | Part | Price (EUR/pc)
Beta Magnet Co | MOT-200 | 0`, want: `offers [question Sheet1, C2]`},
	{name: "a range of lead times", sheet: `
Supplier | Part | Price (EUR/pc) | Lead time (weeks)
Alpha Magnetics | MOT-100 | 5.1 | 8-10`, want: `offers [question Sheet1, D2]`},
	{name: "a number turned into a date", sheet: `
Supplier | Part | Price (EUR/pc)
Alpha Magnetics | MOT-100 | d:2027-05-02`, want: `offers [refused Sheet1, C2]`},
	{name: "seven times last quote", sheet: `
Supplier | Part | Price (EUR/pc)
Alpha Magnetics | MOT-100 | 35`, want: `offers [question Sheet1, C2]`},
	{name: "target price beside the price", sheet: `
Supplier | Part | Target price | Quoted price (EUR/pc)
Alpha Magnetics | MOT-100 | 4.5 | 5.2`, want: `offers O01.price=5.2`},
	{name: "two prices compete", sheet: `
Supplier | Part | Price A (EUR/pc) | Price B (EUR/pc)
Alpha Magnetics | MOT-100 | 5.2 | 5.4`, want: `offers ?column:2 O01.price=5.2`},
	{name: "duty as percent and as share", sheet: `
Supplier | Part | Price (EUR/pc) | Duty | Recycled content %
Alpha Magnetics | MOT-100 | 5.2 | p:0.027 | 20`, want: `offers O01.price=5.2 O01.duty_pct=2.7 O01.recycled_content_pct=20`},
	{name: "lead time in days", sheet: `
Supplier | Part | Price (EUR/pc) | Lead time (days) | Validity
Alpha Magnetics | MOT-100 | 5.2 | 63 | 30.06.2027`, want: `offers O01.price=5.2 O01.lead_time_weeks=9 O01.valid_to=2027-06`},
	{name: "dates day or month first", sheet: `
Supplier | Part | Price (EUR/pc) | Valid until
Alpha Magnetics | MOT-100 | 5.2 | '03/04/2027`, want: `offers ?order [question Sheet1, D2]`},
	{name: "supplier merged over its rows", sheet: `
Supplier | Part | Price (EUR/pc)
Alpha Magnetics | MOT-100 | 5.2
 | MOT-200 | 2.1
!merge A2:A3`, want: `offers O01.price=5.2 O02.offer_id=O02 O02.supplier=Alpha_Magnetics O02.item_type=part O02.item=MOT-200 O02.price=2.1 O02.price_unit=piece O02.currency=EUR`},
	{name: "ditto marks", sheet: `
Supplier | Part | Price (EUR/pc)
Alpha Magnetics | MOT-100 | 5.2
" | MOT-200 | 2.1`, want: `offers O01.price=5.2 O02.offer_id=O02 O02.supplier=Alpha_Magnetics O02.item_type=part O02.item=MOT-200 O02.price=2.1 O02.price_unit=piece O02.currency=EUR`},
	{name: "suppliers across, terms down", sheet: `
Supplier | Alpha Magnetics | Beta Magnet Co
Part number | MOT-100 | MOT-100
Unit price (EUR/pc) | 5.2 | 4.1
Lead time (weeks) | 9 | 14
Incoterm | FCA | FOB Ningbo
Country of origin | Germany | 中国`, want: `offers O01.magnet_country=DE O01.price=5.2 O01.lead_time_weeks=9 O01.incoterm=FCA
		O02.offer_id=O02 O02.supplier=Beta_Magnet_Co O02.magnet_country=CN O02.item_type=part O02.item=MOT-100 O02.price=4.1 O02.price_unit=piece O02.currency=EUR O02.lead_time_weeks=14 O02.incoterm=FOB_Ningbo`},
	{name: "an unknown part", sheet: `
Supplier | Part | Price (EUR/pc)
Alpha Magnetics | MOT-1O0 | 5.2`, want: `offers [question Sheet1, B2]`},
	{name: "the app's own columns", sheet: `
!csv
offer_id,supplier,item_type,item,price,price_unit,currency,lead_time_weeks,status,tier2_from,tier2_price
O01,Alpha Magnetics,part,MOT-100,5.2,piece,EUR,9,qualified,125,5.0`, want: `offers O01.price=5.2 O01.lead_time_weeks=9 O01.tier2_from=125 O01.tier2_price=5`},
	{name: "stock and open orders in one row", sheet: `
Part | On hand | On order | ETA
MOT-100 | 350 | 1000 | d:2027-03-10
MOT-200 | 80 | |`, want: `stock stock:MOT-100/on_hand/2027-01=350;MOT-100/open_order/2027-03=1000;MOT-200/on_hand/2027-01=80;`},
	{name: "German stock list", sheet: `
Teilenummer | Lagerbestand | ME
MOT-200 | '1.250 | ST
SEN-300 | '2.500,5 | ST`, want: `stock stock:MOT-100/on_hand/2027-01=300;MOT-200/on_hand/2027-01=1250;SEN-300/on_hand/2027-01=2500.5;`},
	{name: "open orders by date", sheet: `
PO | Part number | Open qty | Delivery date
4500 | MOT-100 | 500 | d:2027-02-20
4501 | MOT-100 | 250 | d:2027-02-25`, want: `stock stock:MOT-100/on_hand/2027-01=300;MOT-100/open_order/2027-02=750;`},
	{name: "suppliers with sites", sheet: `
Supplier | Group | Country | Stage | Site
Gamma Metals | Gamma | Estonia | Separation | Sillamäe
Gamma Metals | Gamma | Estland | metal | Narva`, want: `suppliers Gamma_Metals.supplier=Gamma_Metals Gamma_Metals.supplier_group=Gamma Gamma_Metals.sites=[{"name":"Sillamäe","country":"EE","stage":"separation"},{"name":"Narva","country":"EE","stage":"metal"}]`},
	{name: "capacity across months", sheet: `
Production line | Jan 27 (t) | Feb 27 (t)
Alpha line 1 | 0.6 | 0.7`, want: `capacity pools:Alpha_line_1@2027-01=600;Alpha_line_1@2027-02=700;`},
	{name: "capacity by date", sheet: `
Capacity pool | From | Capacity (kg/month)
Alpha line 1 | 2027-04 | 650`, want: `capacity pools:Alpha_line_1@2027-01=500;Alpha_line_1@2027-04=650;`},
	{name: "origin by stage", sheet: `
Profile | Element | Stage | Country | Share
Alpha chain | Dysprosium | Separation | China | p:0.6
Alpha chain | Dy | separation | Australia | p:0.4`, want: `origin profiles:Alpha_chain/Dy/separation/CN/primary=60;Alpha_chain/Dy/separation/AU/primary=40;`},
	{name: "shares as fractions", sheet: `
Profile | Element | Stage | Country | Share
Alpha chain | Dy | separation | CN | 0.75
Alpha chain | Dy | separation | ?? | 0.25`, want: `origin profiles:Alpha_chain/Dy/separation/CN/primary=75;Alpha_chain/Dy/separation/??/primary=25;`},
	{name: "countries across", sheet: `
Profile | Element | Stage | CN | AU | Myanmar | Other
Alpha chain | Dy | separation | 60 | 40 | 0 |
Alpha chain | Tb | mine | 1 | | 98 | 1`, want: `origin profiles:Alpha_chain/Dy/separation/CN/primary=60;Alpha_chain/Dy/separation/AU/primary=40;Alpha_chain/Tb/mine/CN/primary=1;Alpha_chain/Tb/mine/MM/primary=98;Alpha_chain/Tb/mine/??/primary=1;`},
	{name: "countries across under one header", sheet: `
Lieferant: Alpha chain
| | Herkunft | |
Element | Stufe | China | Australien | USA
Dysprosium | Trennung | 0.5 | 0.3 | 0.2`, want: `origin profiles:Alpha_chain/Dy/separation/CN/primary=50;Alpha_chain/Dy/separation/AU/primary=30;Alpha_chain/Dy/separation/US/primary=20;`},
	{name: "a share across above 100 %", sheet: `
Profile | Element | Stage | China | Japan
Alpha chain | Dy | separation | 160 | 40`, want: `origin [refused Sheet1, D2]`},
	{name: "countries across, unanswered", sheet: `
Element | Stage | China | Japan
Nd | mine | 70 | 30`, want: `origin ?fix:provenance_profile [refused Sheet1, row 2]`},
	{name: "countries across of nobody", answer: "fix:provenance_profile=Alphachain", sheet: `
Element | Stage | China | Japan
Nd | mine | 70 | 30`, want: `origin profiles:Alpha_chain/Dy/separation/CN/primary=100;Alpha_chain/Nd/mine/CN/primary=70;Alpha_chain/Nd/mine/JP/primary=30;`},
	{name: "exchange rates both ways", sheet: `
Currency | Rate
USD | 1.17
JPY | 0.0061`, want: `fx fx:USD=1.17;CNY=8.2;JPY=163.9344262295;`},
	{name: "exchange rates with a base", sheet: `
Base | Currency | Rate
EUR | CHF | 0.95
GBP | EUR | 1.25`, want: `fx fx:USD=1.16;CNY=8.2;CHF=0.95;GBP=0.8;`},
	{name: "price series", sheet: `
Dysprosium oxide, Europe, USD/kg
Date | Index | Market | Price (USD/kg)
2027-01 | Dy oxide | Europe | 900
2027-02 | Dy oxide | Europe | 910`, want: `prices index:Dy_oxide/Dy/ex_china/oxide/USD@2027-01=900@2027-02=910;`},
	{name: "take-back streams", sheet: `
Stream | Recycler | kg per month | Magnet yield | Lead time (months) | Linked offers
Grinding swarf | Remag | 120 | 0.7 | 3 | O01`, want: `take-back Grinding_swarf.stream_id=Grinding_swarf Grinding_swarf.kg_per_month_start=120 Grinding_swarf.recycler=Remag Grinding_swarf.magnet_kg_per_kg_feed=0.7 Grinding_swarf.linked_offers=O01 Grinding_swarf.lead_time_months=3`},
	{name: "rules", sheet: `
rule_id | type | element | stage | country | value_from | window | hard
R01 | country_share_max | Dy | separation | CN | 60 | per_calendar_year | hard`, want: `rules R01.rule_id=R01 R01.type=country_share_max R01.scope=all R01.element=Dy R01.stage=separation R01.country=CN R01.value_from=60 R01.window=per_calendar_year`},
	{name: "rules in a buyer's words", sheet: `
Rule | Metric | Element | Stage | Country | Limit | Hard or soft
R01 | max country share | Dysprosium | Separation | China | 60 % | hart
R02 | Country share max | Nd, Pr | mining; separation | CN | 80 | soft`, answer: "fix:window=per_calendar_year", want: `rules R01.rule_id=R01 R01.type=country_share_max R01.scope=all R01.element=Dy R01.stage=separation R01.country=CN R01.value_from=60 R01.window=per_calendar_year
		R02.rule_id=R02 R02.type=country_share_max R02.scope=all R02.element=Nd|Pr R02.stage=mine|separation R02.country=CN R02.value_from=80 R02.window=per_calendar_year R02.hard=soft`},
	{name: "rules without a window", sheet: `
Rule | Metric | Element | Stage | Country | Limit
R01 | country_share_max | Dy | separation | CN | 60`, want: `rules ?fix:window [refused Sheet1, row 2]`},
	{name: "standard costs", sheet: `
Material number | Description | Std cost 2027 (EUR) | Plant
MOT-100 | rotor | 5.10 | 1000
MOT-200 | stator | 2.05 | 1000`, want: `budget MOT-100.standard_price=5.1 MOT-200.standard_price=2.05`},
	{name: "standard costs with freight and duty in them", sheet: `
Part | Standard price (EUR) | of it freight | of it duty
MOT-100 | 5.10 | 0.15 | 0.20
MOT-200 | 2.05 | |`, want: `budget MOT-100.standard_price=5.1 MOT-100.standard_freight=0.15 MOT-100.standard_duty=0.2 MOT-200.standard_price=2.05`},
	{name: "German standard costs per thousand", sheet: `
Teilenummer | Bezeichnung | Standardpreis (EUR/1000 St) | Preis gültig ab
MOT-100 | Rotor | '5.100,00 | 01.01.2027`, want: `budget MOT-100.standard_price=5.1`},
	{name: "standard costs in another currency", sheet: `
Part | Budget price | Currency
MOT-100 | 5.5 | USD
MOT-200 | 2.05 | EUR`, want: `budget MOT-200.standard_price=2.05 [question Sheet1, B2]`},
	{name: "German capacity a year", sheet: `
Linie | Kapazität (t/Jahr) | gültig ab
Alpha line 1 | 7,2 | Apr 27`, want: `capacity pools:Alpha_line_1@2027-01=500;Alpha_line_1@2027-04=600;`},
	{name: "German take-back", sheet: `
Strom | Verwerter | kg/Monat | Ausbeute Dy (%) | Sammelkosten (EUR/kg)
Schleifschlamm | Remag | 120 | 85 | 1,20`, want: `take-back Schleifschlamm.stream_id=Schleifschlamm Schleifschlamm.kg_per_month_start=120 Schleifschlamm.collection_cost_per_kg=1.2 Schleifschlamm.recycler=Remag Schleifschlamm.yield_dy_pct=85`},
	{name: "Japanese suppliers", sheet: `
仕入先 | 企業グループ | 国 | 工程 | 工場
ガンマ金属 | ガンマ | 日本 | 磁石 | 大阪`, want: `suppliers ガンマ金属.supplier=ガンマ金属 ガンマ金属.supplier_group=ガンマ ガンマ金属.sites=[{"name":"大阪","country":"JP","stage":"magnet"}]`},
	{name: "Chinese prices", sheet: `
中国国内价格
品种 | 币种 | 2027年1月 | 2027年2月
氧化镝 | CNY | 1700 | 1720
金属铽 | CNY | 7800 | 7900`, want: `prices index:氧化镝/Dy/china_domestic/oxide/CNY@2027-01=1700@2027-02=1720;金属铽/Tb/china_domestic/metal/CNY@2027-01=7800@2027-02=7900;`},
	{name: "French open orders", sheet: `
Commande | Référence | Qté ouverte | Date de livraison
4500 | MOT-100 | 500 | '20/02/2027`, answer: "column:2=pieces", want: `stock stock:MOT-100/on_hand/2027-01=300;MOT-100/open_order/2027-02=500;`},
	{name: "German exchange rates", sheet: `
Währung | Kurs | Stand
USD | 1,17 | 30.11.2026
CNY | 8,30 | 30.11.2026`, want: `fx fx:USD=1.17;CNY=8.3;`},
	{name: "origin of an unknown share", sheet: `
Supplier | Element | Stage | Country of origin | Share %
Alpha chain | Nd | mine | Australia | 70
Alpha chain | Nd | mine | unknown | 30`, want: `origin profiles:Alpha_chain/Dy/separation/CN/primary=100;Alpha_chain/Nd/mine/AU/primary=70;Alpha_chain/Nd/mine/??/primary=30;`},
	{name: "materials under the name of parts", sheet: `
Material | Unit | Jan 27 | Feb 27
Dysprosium oxide | kg | 100 | 120`, want: `demand Dysprosium_oxide.part=Dysprosium_oxide Dysprosium_oxide.material_id=M004 Dysprosium_oxide.demand_unit=kg Dysprosium_oxide.2027-01=100 Dysprosium_oxide.2027-02=120`},
}
